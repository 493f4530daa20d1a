#include <interlock/text/diagnostic.hpp>

namespace interlock::text {

std::string to_string(const diagnostic& of) {
  return of.file + ":" + std::to_string(of.at.line) + ":" + std::to_string(of.at.column) + ": " + of.message;
}

}  // namespace interlock::text
