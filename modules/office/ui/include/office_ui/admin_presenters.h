#pragma once

#include "desktop/list_presenter.h"
#include "office_ui/office_port.h"
#include "reporting/desk.h"

#include <filesystem>
#include <map>
#include <memory>
#include <optional>

namespace canbo::office_ui {

/// Who can log in. At the office directly: needs the network.
class AccountsPresenter final : public desktop::ListPresenter {
public:
    /// Columns: account, name, role, agency, state.
    AccountsPresenter(desktop::ListPageView& view, desktop::Background& background, const reporting::Desk& desk,
                      OfficePort& office, ReadAccounts read_csv)
        : desktop::ListPresenter(view, background), m_desk(desk), m_office(office), m_read_csv(std::move(read_csv)) {}

    /// Code and name of every agency an account may belong to, for a choice.
    void list_agencies(std::function<void(std::vector<std::pair<std::string, std::string>>)> done);
    /// `done`: called when the office has it.
    void add(NewAccountRow account, std::function<void()> done = {});
    void disable(const std::string& name);
    /// What may be done about how somebody gets in.
    enum class Help { NewPassword, ForceChange, ResetFactor };
    /// `password`: the new one; read for NewPassword only.
    void help(const std::string& name, Help what, const std::string& password);
    /// The devices on which the account is logged in, for a choice.
    void list_devices(const std::string& name,
                      std::function<void(std::vector<std::pair<std::string, std::string>>)> done);
    /// An empty id: everywhere.
    void end_session(const std::string& name, const std::string& id);
    /// All that the office holds about the person, into a file that only its owner may read.
    void save_data(const std::string& name, const std::filesystem::path& file);
    /// What is wrong with an erasure before it is asked for: the name is typed again, the reason says why without it.
    /// @error InvalidInput with `where` of the field: "again", "reason"
    static Result<void> check_erasure(const std::string& name, const std::string& again, const std::string& reason);
    /// For good: what stays and what goes is said in help page own-data.
    void erase(const std::string& name, const std::string& reason);
    /// Reads a CSV file and says what it would do; nothing is added.
    void check_file(const std::string& text);
    /// Adds what check_file read, one after the other; stops at the first the office refuses.
    void import();

private:
    std::function<Rows()> reader() const override;

    const reporting::Desk& m_desk;
    OfficePort& m_office;
    ReadAccounts m_read_csv;
    std::vector<NewAccountRow> m_checked;
};

/// The agencies with what their letters need. Changes are entries: they go out with the next exchange.
class AgenciesPresenter final : public desktop::ListPresenter {
public:
    /// What can be changed of one, by name of the field: name, signer, authority, office, place, symbol, successor,
    /// valid_to, needs_approval ("1" or ""). As canboctl agency set.
    using Fields = std::map<std::string, std::string>;

    /// Columns: code, name, above it, signs, symbol, last day.
    AgenciesPresenter(desktop::ListPageView& view, desktop::Background& background, const reporting::Desk& desk,
                      ReadAgencies read_csv, std::function<void()> sent)
        : desktop::ListPresenter(view, background), m_desk(desk), m_read_csv(std::move(read_csv)),
          m_sent(std::move(sent)) {}

    void find(const std::string& code, std::function<void(Fields)> done);
    /// `done`: called when it is on its way.
    void set(const std::string& code, Fields fields, std::function<void()> done = {});
    void check_file(const std::string& text);
    void import();

private:
    std::function<Rows()> reader() const override;

    const reporting::Desk& m_desk;
    ReadAgencies m_read_csv;
    std::function<void()> m_sent;
    std::vector<people::Agency> m_checked;
};

/// Who did what and when, newest first; read from the office.
class AuditPresenter final : public desktop::ListPresenter {
public:
    /// Columns: number, time, account, what, about.
    AuditPresenter(desktop::ListPageView& view, desktop::Background& background, OfficePort& office)
        : desktop::ListPresenter(view, background), m_office(office) {}

private:
    std::function<Rows()> reader() const override;

    OfficePort& m_office;
};

} // namespace canbo::office_ui
