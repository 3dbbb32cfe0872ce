#pragma once

#include "base/form_data.h"
#include "desktop/background.h"
#include "exam/release.h"

#include <functional>
#include <string>
#include <vector>

namespace canbo::exam::ui {

/// What the workspace stands on; filled by the app, called on the worker.
struct OwnParts {
    std::function<Result<std::vector<OwnResult>>()> results;
    std::function<Result<void>(const std::string& exam, const std::string& reason)> ask_remark;
    std::function<Result<std::string>(const base::FormData& form)> pdf;
    std::function<void()> sent{}; ///< Something waits to be sent; UI thread.
};

struct OwnLine {
    std::string exam, title, outcome, points, percent, state; ///< state: "✓ proven"
    bool passed{false}, proven{false};
};

struct OwnAnswerRow {
    std::string slot, answer, time, marks;
};

struct OwnDetails {
    std::string exam; ///< Empty: none is chosen.
    std::string headline, advice;
    bool proven{false}, passed{false};
    std::vector<std::string> evidence; ///< What was checked, each with its sign.
    std::vector<OwnAnswerRow> answers;
    bool may_ask{false}, has_receipt{false};
};

class OwnView {
public:
    virtual ~OwnView() = default;
    virtual void show_lines(const std::vector<OwnLine>& lines, const std::string& chosen) = 0;
    virtual void show_details(const OwnDetails& details) = 0;
    virtual void show_receipt(const std::string& pdf, const std::string& name) = 0;
    virtual void show_done(const std::string& sentence) = 0;
    virtual void show_problem(const Error& error) = 0;
};

/// A candidate's own results, each proven anew whenever they are read. UI thread only; the view outlives it.
class OwnPresenter {
public:
    OwnPresenter(OwnView& view, OwnParts parts, desktop::Background& background)
        : m_view(view), m_parts(std::move(parts)), m_background(background) {}

    void load();
    void choose(const std::string& exam);
    void ask(const std::string& reason);
    void receipt();

private:
    struct Proven {
        OwnResult own;
        std::vector<BundleFinding> findings; ///< What does not hold.
    };
    const Proven* chosen() const;
    void show_chosen();

    OwnView& m_view;
    OwnParts m_parts;
    desktop::Background& m_background;
    std::vector<Proven> m_results;
    std::string m_chosen;
    desktop::Waiter m_waiter;
};

} // namespace canbo::exam::ui
