#pragma once

#include "base/result.h"

#include <pugixml.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace canbo::formats::qti {

using Node = pugi::xml_node;

/// An element's name as QTI 2 writes it, whatever the prefix: "qti-simple-choice" and "q:simpleChoice" are
/// "simpleChoice". Empty for text.
std::string name_of(const Node& node);
bool is(const Node& node, std::string_view name);
/// An attribute by its QTI 2 name, in the spelling of either version; "" when it is missing.
std::string attribute_of(const Node& node, std::string_view name);
Node child_of(const Node& node, std::string_view name);
std::vector<Node> elements_of(const Node& node);
std::vector<Node> children_of(const Node& node, std::string_view name);
/// All below `node` in the order of the document.
std::vector<Node> descendants_of(const Node& node, std::string_view name);
/// The text below, white space as single spaces, NFC.
std::string plain_text(const Node& node);
/// NFC, without control and format characters but tab and line feed: what a bank can hold.
std::string clean_text(std::string_view text);
std::string one_spaced(std::string_view text);

/// Parses a file of at most 10 MB. @error InvalidInput not XML, not UTF-8, entities of its own, nested over 100 deep;
/// TooLarge
Result<Node> load(pugi::xml_document& document, std::string_view bytes);

} // namespace canbo::formats::qti
