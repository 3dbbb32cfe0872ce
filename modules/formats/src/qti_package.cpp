#include "assessment/numbers.h"
#include "base/text.h"
#include "base/translation.h"
#include "formats/qti.h"
#include "qti_item.h"
#include "zip_reader.h"

#include <algorithm>
#include <set>

namespace canbo::formats {
namespace {

using namespace qti;
using assessment::Bank;

constexpr std::string_view zip_sign = "PK";
constexpr std::string_view manifest_name = "imsmanifest.xml";
constexpr int most_nesting = 8;
constexpr const char* not_there = base::msgid("The package does not hold this file");
constexpr const char* no_place = base::msgid("A question bank has no place for it");

std::string folder_of(const std::string& path) { return path.substr(0, path.rfind('/') + 1); }

/// "%20" and its like as what they stand for.
std::string unescaped(std::string_view address) {
    std::string out;
    const auto digit = [](char c) {
        return c >= '0' && c <= '9'   ? c - '0'
               : c >= 'a' && c <= 'f' ? c - 'a' + 10
               : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                      : -1;
    };
    for (std::size_t i = 0; i < address.size(); ++i) {
        if (address[i] == '%' && i + 2 < address.size() && digit(address[i + 1]) >= 0 && digit(address[i + 2]) >= 0) {
            out += static_cast<char>(digit(address[i + 1]) * 16 + digit(address[i + 2]));
            i += 2;
        } else {
            out += address[i];
        }
    }
    return out;
}

/// The path inside the package that an address in a file of `folder` means; "" when it leaves the package.
std::string resolved(const std::string& folder, std::string_view address) {
    std::string_view rest = address.substr(0, address.find_first_of("?#"));
    const auto path = folder + unescaped(rest);
    std::vector<std::string> parts;
    std::size_t from = 0;
    while (from <= path.size()) {
        const auto to = std::min(path.find('/', from), path.size());
        const auto part = path.substr(from, to - from);
        from = to + 1;
        if (part == "..") {
            if (parts.empty())
                return {};
            parts.pop_back();
        } else if (part != ".") {
            parts.push_back(part);
        }
    }
    std::string out;
    for (const auto& part : parts)
        out += (out.empty() ? "" : "/") + part;
    auto nfc = base::to_nfc(out);
    return nfc && is_inner_path(*nfc) ? *nfc : std::string();
}

/// The keywords of an item's metadata (LOM).
std::vector<std::string> keywords(const Node& resource) {
    std::vector<std::string> out;
    for (const auto& keyword : descendants_of(resource, "keyword"))
        if (auto text = plain_text(keyword); !text.empty())
            out.push_back(std::move(text));
    return out;
}

class PackageReader {
public:
    explicit PackageReader(ZipContent content) : m_content(std::move(content)) {}

    Result<Bank> read() {
        const auto manifest = std::find_if(m_content.files.begin(), m_content.files.end(), [](const auto& file) {
            return file.first == manifest_name || file.first.ends_with("/" + std::string(manifest_name));
        });
        if (manifest == m_content.files.end())
            return fail(ErrorCode::InvalidInput, "The package has no imsmanifest.xml that names its items");
        pugi::xml_document document;
        CANBO_TRY(const auto root, load(document, manifest->second));
        m_used.insert(manifest->first);
        const auto resources = descendants_of(root, "resource");
        for (const auto& resource : resources)
            if (!children_of(resource, "metadata").empty())
                m_tags[resolved(folder_of(manifest->first), attribute_of(resource, "href"))] = keywords(resource);
        for (const auto& resource : resources)
            if (attribute_of(resource, "type").find("test") != std::string::npos)
                read_test(resolved(folder_of(manifest->first), attribute_of(resource, "href")));
        for (const auto& resource : resources)
            read_resource(resource, folder_of(manifest->first));
        say_unused();
        return std::move(m_bank);
    }

private:
    void lose(const std::string& where, const std::string& what, const char* why, bool refused = false) {
        m_bank.losses.push_back({clean_text(where), clean_text(what), why, refused});
    }

    /// A file of the package as XML; nothing, with its loss, when it cannot be read.
    Node open(pugi::xml_document& document, const std::string& path, const std::string& named) {
        const auto file = m_content.files.find(path);
        if (file == m_content.files.end()) {
            lose(path.empty() ? named : path, named, not_there, true);
            return {};
        }
        m_used.insert(path);
        const auto root = load(document, file->second);
        if (root)
            return *root;
        m_bank.losses.push_back({clean_text(path), clean_text(named), root.error().message, true});
        return {};
    }

    void read_resource(const Node& resource, const std::string& folder) {
        const auto type = attribute_of(resource, "type");
        const auto href = attribute_of(resource, "href");
        const bool item = type.starts_with("imsqti_item") || type.starts_with("imsqti_apipitem");
        if (item)
            return read_file(resolved(folder, href), href, {});
        if (type.starts_with("imsqti") && type.find("test") == std::string::npos)
            lose(href, type, base::msgid("This kind of file is not read from a package of questions"),
                 type.find("section") == std::string::npos);
    }

    void read_file(const std::string& path, const std::string& named, ItemContext context) {
        if (!path.empty() && m_read.count(path) > 0)
            return;
        pugi::xml_document document;
        const auto root = open(document, path, named);
        m_read.insert(path);
        if (!root)
            return;
        if (!is(root, "assessmentItem"))
            return lose(path, name_of(root), base::msgid("This file holds no item of QTI 2 or 3"), true);
        context.where = clean_text(path);
        if (const auto tags = m_tags.find(path); tags != m_tags.end())
            context.tags.insert(context.tags.end(), tags->second.begin(), tags->second.end());
        read_item(root, context, m_bank);
    }

    void read_test(const std::string& path) {
        pugi::xml_document document;
        const auto root = open(document, path, path);
        if (!root)
            return;
        if (!is(root, "assessmentTest"))
            return lose(path, name_of(root), base::msgid("This file holds no test of QTI 2 or 3"), true);
        auto title = attribute_of(root, "title");
        read_part(root, path, title.empty() ? attribute_of(root, "identifier") : title, 0);
    }

    /// A test, a part of it or a section.
    void read_part(const Node& part, const std::string& path, const std::string& category, int depth) {
        for (const auto& child : elements_of(part)) {
            const auto name = name_of(child);
            if (name == "testPart")
                read_part(child, path, category, depth);
            else if (name == "assessmentSection")
                read_section(child, path, category, depth);
            else if (name == "assessmentSectionRef")
                read_section_file(child, path, category, depth);
            else if (name == "assessmentItemRef")
                read_reference(child, path, category);
            else if (name == "rubricBlock")
                lose(path, name + " " + category + ": " + plain_text(child), no_place);
            else if (name != "outcomeDeclaration" && name != "outcomeProcessing")
                lose(path, name + " " + category, no_place);
        }
    }

    void read_section(const Node& section, const std::string& path, const std::string& category, int depth) {
        const auto title = attribute_of(section, "title");
        auto name = title.empty() ? attribute_of(section, "identifier") : title;
        std::replace(name.begin(), name.end(), '/', '-'); // a slash parts categories
        read_part(section, path, category + "/" + name, depth);
    }

    void read_section_file(const Node& reference, const std::string& path, const std::string& category, int depth) {
        const auto href = attribute_of(reference, "href");
        if (depth >= most_nesting)
            return lose(path, href, base::msgid("Sections name each other without end"), true);
        pugi::xml_document document;
        const auto inner = resolved(folder_of(path), href);
        if (const auto root = open(document, inner, href))
            read_section(root, inner, category, depth + 1);
    }

    void read_reference(const Node& reference, const std::string& path, const std::string& category) {
        const auto href = attribute_of(reference, "href");
        const auto inner = resolved(folder_of(path), href);
        ItemContext context;
        context.category = category;
        const auto words = attribute_of(reference, "category");
        for (std::size_t from = 0; from < words.size();) {
            const auto to = std::min(words.find(' ', from), words.size());
            if (to > from)
                context.tags.push_back(words.substr(from, to - from));
            from = to + 1;
        }
        for (const auto& child : elements_of(reference)) {
            const auto value = attribute_of(child, "value");
            if (is(child, "weight") && assessment::is_number(value) && assessment::leading_number(value) > 0)
                context.weight = assessment::leading_number(value);
            else
                lose(path, name_of(child) + " " + href, no_place);
        }
        if (!inner.empty() && m_read.count(inner) > 0)
            return lose(path, href, base::msgid("An item that stands twice comes once"));
        read_file(inner, href, context);
    }

    void say_unused() {
        for (const auto& [path, content] : m_content.files)
            if (m_used.count(path) == 0)
                lose(path, "xml", base::msgid("The manifest of the package does not name this file as an item"));
        for (const auto& path : m_content.others)
            lose(path, path.substr(path.rfind('.') + 1),
                 base::msgid("Files beside the questions do not come with them"));
    }

    ZipContent m_content;
    Bank m_bank;
    std::map<std::string, std::vector<std::string>> m_tags;
    std::set<std::string> m_used;
    std::set<std::string> m_read;
};

Result<Bank> read_single(std::string_view bytes) {
    pugi::xml_document document;
    CANBO_TRY(const auto root, load(document, bytes));
    if (is(root, "assessmentTest") || is(root, "manifest"))
        return fail(ErrorCode::InvalidInput, "A test is read with its items, as a package");
    if (!is(root, "assessmentItem"))
        return fail(ErrorCode::InvalidInput, "The file holds no questions in QTI 2 or 3");
    Bank bank;
    ItemContext context;
    context.where = "item " + attribute_of(root, "identifier");
    read_item(root, context, bank);
    return bank;
}

} // namespace

bool is_qti(std::string_view bytes) {
    if (bytes.starts_with(zip_sign))
        return true;
    if (bytes.starts_with("\xEF\xBB\xBF"))
        bytes.remove_prefix(3);
    // The first element; before it stand a declaration and comments.
    for (auto at = bytes.find('<'); at != std::string_view::npos && at + 1 < bytes.size();
         at = bytes.find('<', at + 1)) {
        if (bytes.substr(at).starts_with("<!--"))
            at = std::min(bytes.find("-->", at), bytes.size() - 1);
        if (bytes[at] != '<' || bytes[at + 1] == '?' || bytes[at + 1] == '!')
            continue;
        auto name = bytes.substr(at + 1, bytes.find_first_of(" \t\r\n/>", at + 1) - at - 1);
        name = name.substr(name.find(':') + 1);
        return name == "assessmentItem" || name == "qti-assessment-item" || name == "assessmentTest" ||
               name == "qti-assessment-test" || name == "manifest";
    }
    return false;
}

Result<Bank> read_qti(std::string_view bytes, const CourseLimits& limits) {
    if (!bytes.starts_with(zip_sign))
        return read_single(bytes);
    CANBO_TRY(auto content, read_zip(
                                bytes, [](std::string_view name) { return name.ends_with(".xml"); }, limits));
    return PackageReader(std::move(content)).read();
}

} // namespace canbo::formats
