#pragma once

#include "exam_ui/council_lists.h"

namespace canbo::exam::ui {

/// What a file would make of the list, or why it cannot be taken.
struct RosterHead {
    std::string headline, advice;
    bool good{false}, bad{false};
    bool checked{false}; ///< What is listed is what the file brings, not what is kept.
    bool may_keep{false};
};

/// The candidates of an exam. A file is looked at first, its problems row by row; only a good one is kept.
class CandidatesPresenter final : public desktop::ListPresenter {
public:
    CandidatesPresenter(desktop::ListPageView& view, desktop::Background& background, CouncilContext context,
                        std::function<void(const RosterHead&)> on_head)
        : ListPresenter(view, background), m_context(std::move(context)), m_on_head(std::move(on_head)) {}

    void read(); ///< What is kept.
    void check(const std::filesystem::path& file, const std::filesystem::path& photos);
    void keep();
    /// To be signed, or slips with the numbers to sign in.
    void paper(const std::string& room, bool slips, std::function<void(std::string pdf, std::string name)> show);
    void rooms(std::function<void(std::vector<std::pair<std::string, std::string>>)> then);

private:
    std::function<Rows()> reader() const override;
    void show_head();

    CouncilContext m_context;
    std::function<void(const RosterHead&)> m_on_head;
    std::vector<Candidate> m_kept;
    std::optional<RosterCheck> m_checked;
};

} // namespace canbo::exam::ui
