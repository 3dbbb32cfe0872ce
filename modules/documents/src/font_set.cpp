#include "font_set.h"

#include "base/file.h"
#include "utf8.h"

#include <hb-subset.h>
#include <hb.h>

#include <cmath>
#include <hb-ot.h>
#include <optional>

namespace canbo::documents {
namespace {

constexpr std::u32string_view vietnamese_letters =
    U"aàáảãạăằắẳẵặâầấẩẫậbcdđeèéẻẽẹêềếểễệghiìíỉĩịklmnoòóỏõọôồốổỗộơờớởỡợpqrstuùúủũụưừứửữựvxyỳýỷỹỵ"
    U"AÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬBCDĐEÈÉẺẼẸÊỀẾỂỄỆGHIÌÍỈĨỊKLMNOÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢPQRSTUÙÚỦŨỤƯỪỨỬỮỰVXYỲÝỶỸỴ";

struct BlobDeleter {
    void operator()(hb_blob_t* p) const { hb_blob_destroy(p); }
    void operator()(hb_face_t* p) const { hb_face_destroy(p); }
    void operator()(hb_font_t* p) const { hb_font_destroy(p); }
    void operator()(hb_set_t* p) const { hb_set_destroy(p); }
    void operator()(hb_subset_input_t* p) const { hb_subset_input_destroy(p); }
    void operator()(hb_subset_plan_t* p) const { hb_subset_plan_destroy(p); }
};
template <class T>
using Hb = std::unique_ptr<T, BlobDeleter>;

Hb<hb_face_t> make_face(const std::string& bytes) {
    const Hb<hb_blob_t> blob(
        hb_blob_create(bytes.data(), static_cast<unsigned>(bytes.size()), HB_MEMORY_MODE_READONLY, nullptr, nullptr));
    return Hb<hb_face_t>(hb_face_create(blob.get(), 0));
}

std::string name_entry(hb_face_t* face, hb_ot_name_id_t id) {
    std::array<char, 128> text{};
    unsigned size = static_cast<unsigned>(text.size());
    hb_ot_name_get_utf8(face, id, HB_LANGUAGE_INVALID, &size, text.data());
    return std::string(text.data(), size);
}

std::vector<std::uint16_t> read_advances(hb_face_t* face) {
    std::vector<std::uint16_t> advances(0x10000, FontSet::missing);
    const Hb<hb_font_t> font(hb_font_create(face));
    const double units = hb_face_get_upem(face);
    const Hb<hb_set_t> codes(hb_set_create());
    hb_face_collect_unicodes(face, codes.get());
    for (hb_codepoint_t code = HB_SET_VALUE_INVALID; hb_set_next(codes.get(), &code);) {
        hb_codepoint_t glyph = 0;
        if (code > 0xFFFF || !hb_font_get_nominal_glyph(font.get(), code, &glyph) || glyph == 0)
            continue;
        const double em = hb_font_get_glyph_h_advance(font.get(), glyph) / units;
        advances[code] = static_cast<std::uint16_t>(std::lround(em * 1000));
    }
    return advances;
}

std::optional<std::filesystem::path> folder_with_fonts(const std::vector<std::filesystem::path>& folders) {
    for (const auto& folder : folders) {
        bool all = true;
        for (const char* style : {"Regular", "Bold", "Italic", "BoldItalic"}) {
            std::error_code ignored;
            all = all && std::filesystem::is_regular_file(folder / (std::string("LiberationSerif-") + style + ".ttf"),
                                                          ignored);
        }
        if (all)
            return folder;
    }
    return std::nullopt;
}

} // namespace

Result<FontSet::Loaded> FontSet::load_face(const std::filesystem::path& file) {
    Loaded loaded;
    loaded.file = file;
    CANBO_TRY(loaded.bytes, base::read_file(file, 20'000'000));
    const auto face = make_face(loaded.bytes);
    if (hb_face_get_glyph_count(face.get()) == 0)
        return fail(ErrorCode::InvalidInput, "A font file of the documents is damaged", file.filename().string());
    loaded.name = name_entry(face.get(), HB_OT_NAME_ID_POSTSCRIPT_NAME);
    loaded.advances = read_advances(face.get());
    for (const char32_t letter : vietnamese_letters) {
        if (loaded.advances[letter] != missing)
            continue;
        const std::string version = name_entry(face.get(), HB_OT_NAME_ID_VERSION_STRING);
        const std::string where = file.filename().string() + ": " + code_point_name(letter);
        if (version.find("Version 1") != std::string::npos)
            return fail(ErrorCode::InvalidInput,
                        "Liberation Serif 1 has no Vietnamese letters; Liberation Serif 2 is needed", where, version);
        return fail(ErrorCode::InvalidInput, "A font file of the documents lacks Vietnamese letters", where, version);
    }
    return loaded;
}

Result<std::shared_ptr<const FontSet>> FontSet::load(const std::vector<std::filesystem::path>& folders) {
    const auto folder = folder_with_fonts(folders);
    if (!folder)
        return fail(ErrorCode::NotFound, "The fonts Liberation Serif 2 are not installed",
                    "LiberationSerif-Regular.ttf");
    auto set = std::make_shared<FontSet>();
    std::size_t index = 0;
    for (const char* style : {"Regular", "Bold", "Italic", "BoldItalic"}) {
        CANBO_TRY(set->m_faces[index], load_face(*folder / (std::string("LiberationSerif-") + style + ".ttf")));
        ++index;
    }
    set->read_line_metrics();
    return std::shared_ptr<const FontSet>(std::move(set));
}

void FontSet::read_line_metrics() {
    const auto face = make_face(m_faces[0].bytes);
    const Hb<hb_font_t> font(hb_font_create(face.get()));
    hb_font_extents_t extents{};
    hb_font_get_h_extents(font.get(), &extents);
    const double units = hb_face_get_upem(face.get());
    m_ascent = extents.ascender / units;
    m_descent = -extents.descender / units;
    m_single = m_ascent + m_descent + extents.line_gap / units;
}

Result<FontSet::Subset> FontSet::subset(Face face, const UsedCodes& used) const {
    const auto full = make_face(m_faces[index_of(face)].bytes);
    const Hb<hb_subset_input_t> input(hb_subset_input_create_or_fail());
    hb_set_t* codes = hb_subset_input_unicode_set(input.get());
    char32_t last = 0;
    for (char32_t code = 0; code < used.size(); ++code) {
        if (used[code]) {
            hb_set_add(codes, code);
            last = code;
        }
    }
    // Codes are mapped by CIDToGIDMap, so the embedded program needs outlines and metrics only.
    hb_set_t* drop = hb_subset_input_set(input.get(), HB_SUBSET_SETS_DROP_TABLE_TAG);
    for (const char* tag : {"GSUB", "GPOS", "GDEF", "name", "OS/2", "post", "gasp", "FFTM", "kern", "cmap", "DSIG"})
        hb_set_add(drop, hb_tag_from_string(tag, -1));
    hb_subset_input_set_flags(input.get(), HB_SUBSET_FLAGS_NOTDEF_OUTLINE | HB_SUBSET_FLAGS_NO_HINTING);
    const Hb<hb_subset_plan_t> plan(hb_subset_plan_create_or_fail(full.get(), input.get()));
    const Hb<hb_face_t> small(plan ? hb_subset_plan_execute_or_fail(plan.get()) : nullptr);
    if (!small)
        return fail(ErrorCode::Internal, "The fonts of a document could not be reduced");
    const Hb<hb_blob_t> blob(hb_face_reference_blob(small.get()));
    unsigned size = 0;
    const char* data = hb_blob_get_data(blob.get(), &size);

    Subset result;
    result.font.assign(data, size);
    result.glyphs.resize(last + 1);
    const hb_map_t* old_glyph = hb_subset_plan_unicode_to_old_glyph_mapping(plan.get());
    const hb_map_t* new_glyph = hb_subset_plan_old_to_new_glyph_mapping(plan.get());
    for (char32_t code = 0; code <= last; ++code)
        if (used[code])
            result.glyphs[code] = static_cast<std::uint16_t>(hb_map_get(new_glyph, hb_map_get(old_glyph, code)));
    return result;
}

} // namespace canbo::documents
