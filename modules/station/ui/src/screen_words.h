#pragma once

#include "base/error.h"
#include "exam/exam_room.h"
#include "station_ui/station_screen.h"

#include <chrono>
#include <string>

namespace canbo::station::ui {

// The sentences of a station's screen, in the chosen language.

std::string mark_sentence(SaveMark mark);
std::string tile_name(const Tile& tile);
std::string time_text(std::chrono::milliseconds left); ///< "18:05", "1:02:00"
std::string seen_sentence(const std::string& kind);

/// Headline and advice of a stage that the room's view decides.
void say_stage(StationScreen& screen, const exam::StationView& view);
/// What is known at the end: how it ended, when, how much was answered.
void say_end(StationScreen& screen, const exam::StationView& view, int answered_here);
std::string line_sentence(std::chrono::milliseconds cut, StationScreen::Stage stage);

} // namespace canbo::station::ui
