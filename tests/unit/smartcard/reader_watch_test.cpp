#include "smartcard/reader_watch.h"

#include <catch2/catch.hpp>

using namespace canbo;
using namespace std::chrono_literals;
using identity::ReaderBook;
using identity::ReaderState;

namespace {

/// What a test lays on and takes off, shared with the watch's thread.
struct Table {
    std::mutex mutex;
    std::condition_variable changed;
    std::vector<ReaderState> readers;
    bool down{false}, stopped{false};

    void set(std::vector<ReaderState> now, bool service_down = false) {
        {
            const std::lock_guard lock(mutex);
            readers = std::move(now);
            down = service_down;
        }
        changed.notify_all();
    }
};

class FakeReaders final : public identity::CardReaders {
public:
    explicit FakeReaders(Table& table) : m_table(table) {}

    Result<std::vector<ReaderState>> list() override {
        const std::lock_guard lock(m_table.mutex);
        if (m_table.down)
            return fail(ErrorCode::Unreachable, "The service is down");
        return m_table.readers;
    }
    Result<std::vector<identity::ReaderEvent>> wait(std::chrono::milliseconds most) override {
        std::unique_lock lock(m_table.mutex);
        const auto differs = [this] {
            return m_table.down || m_table.stopped || !identity::reader_changes(m_known, m_table.readers).empty();
        };
        m_table.changed.wait_for(lock, most, differs);
        if (m_table.down) {
            m_known.clear();
            return fail(ErrorCode::Unreachable, "The service is down");
        }
        auto events = identity::reader_changes(m_known, m_table.readers);
        m_known = m_table.readers;
        return events;
    }
    void stop() override {
        {
            const std::lock_guard lock(m_table.mutex);
            m_table.stopped = true;
        }
        m_table.changed.notify_all();
    }
    Result<std::unique_ptr<identity::CardTransport>> connect(const std::string&) override {
        return fail(ErrorCode::NotFound, "None");
    }

private:
    Table& m_table;
    std::vector<ReaderState> m_known;
};

/// What the watch told, waited for.
struct Told {
    std::mutex mutex;
    std::condition_variable more;
    std::vector<ReaderBook> books;

    void take(ReaderBook book) {
        {
            const std::lock_guard lock(mutex);
            books.push_back(std::move(book));
        }
        more.notify_all();
    }
    ReaderBook wait_for(std::size_t count) {
        std::unique_lock lock(mutex);
        REQUIRE(more.wait_for(lock, 10s, [&] { return books.size() >= count; }));
        return books[count - 1];
    }
};

ReaderState reader(const char* name, ReaderState::Card card = ReaderState::Card::None, std::uint32_t events = 0) {
    ReaderState out;
    out.name = name;
    out.card = card;
    out.events = events;
    return out;
}

} // namespace

TEST_CASE("the watch tells what there is, and each change", "[smartcard][watch]") {
    Table table;
    Told told;
    smartcard::ReaderWatch watch(std::make_unique<FakeReaders>(table),
                                 [&](ReaderBook book) { told.take(std::move(book)); });
    CHECK(told.wait_for(1).readers.empty()); // an empty room is told, too
    table.set({reader("ACR")});
    CHECK(told.wait_for(2).readers.size() == 1);
    table.set({reader("ACR", ReaderState::Card::Present, 1)});
    CHECK(told.wait_for(3).readers[0].card == ReaderState::Card::Present);
    table.set({reader("ACR", ReaderState::Card::None, 2)});
    CHECK(told.wait_for(4).readers[0].card == ReaderState::Card::None);
}

TEST_CASE("a service that stops is told once, and that it came back", "[smartcard][watch]") {
    Table table;
    Told told;
    table.set({}, true);
    smartcard::ReaderWatch watch(std::make_unique<FakeReaders>(table),
                                 [&](ReaderBook book) { told.take(std::move(book)); });
    const auto first = told.wait_for(1);
    REQUIRE(first.trouble);
    CHECK(first.trouble->code == ErrorCode::Unreachable);
    table.set({reader("ACR")});
    const auto second = told.wait_for(2);
    CHECK_FALSE(second.trouble);
    CHECK(second.readers.size() == 1);
    table.set({}, true);
    CHECK(told.wait_for(3).trouble);
}

TEST_CASE("a watch that waits ends at once", "[smartcard][watch]") {
    Table table;
    const auto begin = std::chrono::steady_clock::now();
    {
        const smartcard::ReaderWatch watch(std::make_unique<FakeReaders>(table), [](const ReaderBook&) {});
    }
    CHECK(std::chrono::steady_clock::now() - begin < 900ms);
}
