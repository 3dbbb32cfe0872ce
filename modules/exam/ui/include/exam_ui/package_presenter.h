#pragma once

#include "exam_ui/council_lists.h"
#include "exam_ui/setup_presenter.h"

namespace canbo::exam::ui {

struct StepRow {
    std::string what, state;
    bool done{false};
};

struct PackageScreen {
    std::string headline, advice;
    bool good{false};
    std::vector<StepRow> steps;
    bool may_pack{false}, may_split{false}, may_publish{false}, may_deposit{false}, may_join{false};
    bool asks_new_key{false}; ///< To pack again would take another key than that of the parts given out: ask first.
    std::string opens;        ///< What is proposed: the exam's start.
};

class PackageView {
public:
    virtual ~PackageView() = default;
    virtual void show_package(const PackageScreen& screen) = 0;
    /// The parts of the key stay on no screen once they were taken.
    virtual void clear_parts() = 0;
    virtual void show_done(const std::string& sentence) = 0;
    virtual void show_problem(const Error& error) = 0;
};

/// From a set-up exam to its rooms: package, split key, the office's keeping. UI thread only; what it is given outlives
/// it.
class PackagePresenter {
public:
    PackagePresenter(PackageView& view, desktop::Background& background, CouncilContext context,
                     const base::Clock& clock)
        : m_view(view), m_background(background), m_context(std::move(context)), m_clock(clock) {}

    void read();
    /// `copy`: for a stick; empty: none. `new_key`: somebody said so, asked because of asks_new_key.
    void pack(const std::string& copy, bool new_key = false);
    void split(const std::string& folder);
    /// `opens`: "08:00 16/02/2026"; empty: the exam's start.
    void publish(const std::string& opens);
    void deposit(const std::string& first, const std::string& second);
    void join(const std::string& first, const std::string& second);

    const PackageScreen& screen() const { return m_screen; }

private:
    template <class Value>
    void run(std::function<Result<Value>()> work, std::function<std::string(const Value&)> done);
    void show(const std::optional<ExamSummary>& exam);

    PackageView& m_view;
    desktop::Background& m_background;
    CouncilContext m_context;
    const base::Clock& m_clock;
    std::optional<ExamSummary> m_exam;
    PackageScreen m_screen;
    desktop::Waiter m_waiter;
};

} // namespace canbo::exam::ui
