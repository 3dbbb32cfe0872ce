#pragma once

#include "formats/content.h"
#include "service/office_ports.h"

namespace canbo::office {

/// The open data of an office as it serves them (reporting/open_data.h). Everything is borrowed.
service::OpenDataPort open_data_of(service::OfficeStores& stores, const formats::PlanContent& content,
                                   const base::Clock& clock, bool for_everybody);

} // namespace canbo::office
