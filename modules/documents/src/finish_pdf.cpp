#define POINTERHOLDER_TRANSITION 4 // std::shared_ptr everywhere: libqpdf asks which side we are on
#include "finish_pdf.h"

#include "base/crypto.h"
#include "escape.h"
#include "utf8.h"
#include "write_pdf.h"

#include <fmt/format.h>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFObjectHandle.hh>

#include <cmath>
#include <memory>
#include <utility>
#include <vector>

namespace canbo::documents {
namespace {

using Object = QPDFObjectHandle;

constexpr const char* producer = "Canbo (libharu, libqpdf)";

/// "D:20240216090000+07'00'" of an ISO 8601 date.
std::string pdf_date(const std::string& iso) {
    std::string date = "D:" + iso.substr(0, 4) + iso.substr(5, 2) + iso.substr(8, 2);
    if (iso.size() > 10)
        date += iso.substr(11, 2) + iso.substr(14, 2) + iso.substr(17, 2);
    if (iso.size() == 20)
        date += "Z";
    if (iso.size() == 25)
        date += iso.substr(19, 3) + "'" + iso.substr(23, 2) + "'";
    return date;
}

std::string xmp_packet(const PdfProperties& properties) {
    std::string date;
    if (!properties.date.empty())
        date = fmt::format("  <xmp:CreateDate>{0}</xmp:CreateDate>\n  <xmp:ModifyDate>{0}</xmp:ModifyDate>\n",
                           properties.date);
    return fmt::format(
        "<?xpacket begin=\"\xEF\xBB\xBF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
        "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n <rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n"
        " <rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\""
        " xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\" xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\">\n"
        "  <dc:format>application/pdf</dc:format>\n"
        "  <dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">{0}</rdf:li></rdf:Alt></dc:title>\n"
        "  <dc:creator><rdf:Seq><rdf:li>{1}</rdf:li></rdf:Seq></dc:creator>\n"
        "  <dc:language><rdf:Bag><rdf:li>vi-VN</rdf:li></rdf:Bag></dc:language>\n"
        "  <xmp:CreatorTool>Canbo</xmp:CreatorTool>\n{2}"
        "  <pdf:Producer>{3}</pdf:Producer>\n"
        " </rdf:Description>\n </rdf:RDF>\n</x:xmpmeta>\n<?xpacket end=\"w\"?>\n",
        escape(properties.title, Quotes::Keep), escape(properties.author, Quotes::Keep), date, producer);
}

/// Runs of consecutive used codes, at most `longest` long.
std::vector<std::pair<char32_t, char32_t>> runs_of(const UsedCodes& used, bool within_row) {
    std::vector<std::pair<char32_t, char32_t>> runs;
    for (char32_t code = 0; code < used.size(); ++code) {
        if (!used[code])
            continue;
        const bool joins = !runs.empty() && runs.back().second + 1 == code && (!within_row || (code & 0xFF) != 0);
        if (joins)
            runs.back().second = code;
        else
            runs.emplace_back(code, code);
    }
    return runs;
}

/// Codes are UTF-16, so the map is the identity over the used codes. A range may not cross a high byte.
std::string unicode_map(const UsedCodes& used) {
    const auto runs = runs_of(used, true);
    std::string body;
    for (std::size_t from = 0; from < runs.size(); from += 100) {
        const std::size_t to = std::min(from + 100, runs.size());
        body += fmt::format("{} beginbfrange\n", to - from);
        for (std::size_t i = from; i < to; ++i)
            body += fmt::format("<{0:04X}> <{1:04X}> <{0:04X}>\n", static_cast<unsigned>(runs[i].first),
                                static_cast<unsigned>(runs[i].second));
        body += "endbfrange\n";
    }
    return "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
           "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
           "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
           "1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n" +
           body + "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n";
}

Object widths_array(const FontSet& fonts, Face face, const UsedCodes& used) {
    Object array = Object::newArray();
    for (const auto& [first, last] : runs_of(used, false)) {
        Object widths = Object::newArray();
        for (char32_t code = first; code <= last; ++code)
            widths.appendItem(Object::newInteger(fonts.advance(face, code)));
        array.appendItem(Object::newInteger(static_cast<long long>(first)));
        array.appendItem(widths);
    }
    return array;
}

std::string glyph_map(const std::vector<std::uint16_t>& glyphs) {
    std::string bytes;
    bytes.reserve(glyphs.size() * 2);
    for (const auto glyph : glyphs) {
        bytes.push_back(static_cast<char>(glyph >> 8));
        bytes.push_back(static_cast<char>(glyph & 0xFF));
    }
    return bytes;
}

/// Six letters made of the subset itself.
std::string subset_tag(const std::string& font) {
    const std::string digest = base::sha256_hex(font);
    std::string tag;
    for (std::size_t i = 0; i < 6; ++i)
        tag.push_back(static_cast<char>('A' + (digest[i] <= '9' ? digest[i] - '0' : digest[i] - 'a' + 10)));
    return tag + "+";
}

class Finisher {
public:
    Finisher(const std::string& drawn, const TextMeasure& measure, const PdfProperties& properties)
        : m_measure(measure), m_properties(properties) {
        m_pdf.setSuppressWarnings(true);
        m_pdf.processMemoryFile("drawn", drawn.data(), drawn.size());
    }

    Result<std::string> finish() {
        CANBO_TRY_VOID(rewrite_fonts());
        name_filters();
        describe();
        return write_pdf(m_pdf);
    }

private:
    /// libharu writes a stream's one filter as an array. libqpdf keeps compressed bytes as they are only where the
    /// filter is a name; else it inflates and deflates every page again, which costs as much as drawing them.
    void name_filters() {
        for (auto object : m_pdf.getAllObjects()) {
            if (!object.isStream())
                continue;
            Object dictionary = object.getDict();
            Object filters = dictionary.getKey("/Filter");
            if (filters.isArray() && filters.getArrayNItems() == 1 && !dictionary.hasKey("/DecodeParms"))
                dictionary.replaceKey("/Filter", filters.getArrayItem(0));
        }
    }

    Result<void> rewrite_fonts() {
        // Every page shares the font objects; each page of libharu lists only those it uses.
        std::array<bool, face_count> done{};
        for (auto object : m_pdf.getAllObjects()) {
            if (!object.isDictionary() || !object.getKey("/Subtype").isNameAndEquals("/Type0"))
                continue;
            for (std::size_t i = 0; i < face_count; ++i) {
                const auto face = static_cast<Face>(i);
                if (done[i] || !is_face(object, face))
                    continue;
                done[i] = true;
                CANBO_TRY_VOID(rewrite_font(object, face));
            }
        }
        return {};
    }

    bool is_face(Object font, Face face) const {
        std::string name = font.getKey("/BaseFont").getName();
        name = name.substr(name.find('+') + 1);
        name = name.substr(0, name.find(','));
        return name == m_measure.fonts().postscript_name(face);
    }

    Result<void> rewrite_font(Object font, Face face) {
        const UsedCodes& used = m_measure.used(face);
        CANBO_TRY(const auto subset, m_measure.fonts().subset(face, used));
        const Object name = Object::newName("/" + subset_tag(subset.font) + m_measure.fonts().postscript_name(face));
        Object descendant = font.getKey("/DescendantFonts").getArrayItem(0);
        Object descriptor = descendant.getKey("/FontDescriptor");
        font.replaceKey("/BaseFont", name);
        font.replaceKey("/ToUnicode", stream(unicode_map(used)));
        descendant.replaceKey("/BaseFont", name);
        descendant.replaceKey("/CIDSystemInfo",
                              Object::parse("<< /Registry (Adobe) /Ordering (Identity) /Supplement 0 >>"));
        descendant.replaceKey("/W", widths_array(m_measure.fonts(), face, used));
        descendant.removeKey("/DW2");
        descendant.replaceKey("/CIDToGIDMap", stream(glyph_map(subset.glyphs)));
        descriptor.replaceKey("/FontName", name);
        Object program = stream(subset.font);
        program.getDict().replaceKey("/Length1", Object::newInteger(static_cast<long long>(subset.font.size())));
        descriptor.replaceKey("/FontFile2", program);
        return {};
    }

    Object stream(const std::string& bytes) { return m_pdf.newStream(bytes); }

    void describe() {
        Object root = m_pdf.getRoot();
        root.replaceKey("/Lang", Object::newString("vi-VN"));
        root.replaceKey("/ViewerPreferences", Object::parse("<< /DisplayDocTitle true >>"));
        Object metadata = stream(xmp_packet(m_properties));
        metadata.getDict().replaceKey("/Type", Object::newName("/Metadata"));
        metadata.getDict().replaceKey("/Subtype", Object::newName("/XML"));
        root.replaceKey("/Metadata", m_pdf.makeIndirectObject(metadata));
        Object info = Object::newDictionary();
        info.replaceKey("/Title", Object::newUnicodeString(m_properties.title));
        if (!m_properties.author.empty())
            info.replaceKey("/Author", Object::newUnicodeString(m_properties.author));
        info.replaceKey("/Creator", Object::newString("Canbo"));
        info.replaceKey("/Producer", Object::newString(producer));
        if (!m_properties.date.empty()) {
            info.replaceKey("/CreationDate", Object::newString(pdf_date(m_properties.date)));
            info.replaceKey("/ModDate", Object::newString(pdf_date(m_properties.date)));
        }
        m_pdf.getTrailer().replaceKey("/Info", m_pdf.makeIndirectObject(info));
    }

    QPDF m_pdf;
    const TextMeasure& m_measure;
    const PdfProperties& m_properties;
};

} // namespace

Result<std::string> finish_pdf(const std::string& drawn, const TextMeasure& measure, const PdfProperties& properties) {
    try {
        return Finisher(drawn, measure, properties).finish();
    } catch (const std::exception& problem) { // libqpdf throws its own and the standard's
        return fail(ErrorCode::Internal, "The document could not be finished", {}, problem.what());
    }
}

} // namespace canbo::documents
