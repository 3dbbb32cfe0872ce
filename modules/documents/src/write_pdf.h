#pragma once

#include <string>

class QPDF;

namespace canbo::documents {

/// The file's bytes: PDF 1.7, the same for the same input; page contents stay as they were written. Throws libqpdf's.
std::string write_pdf(QPDF& pdf);

} // namespace canbo::documents
