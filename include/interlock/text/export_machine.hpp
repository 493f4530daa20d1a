#pragma once

#include <string>

/// The transaction machine, drawn from the rows of its table: operations, the substates of a state in which they are
/// accepted, and the tables whose outcome says where they lead. Pure.
namespace interlock::text {

/// A picture for Graphviz, the states gathered by phase. Rows that differ in their ends alone share an arrow: each way
/// from a state by its operations to the tables, and on to a state, is a row.
[[nodiscard]] std::string export_dot();

/// The same as a state diagram of Mermaid.
[[nodiscard]] std::string export_mermaid();

/// Every row as a `<transition>` with its id. @par Specification W3C State Chart XML 1.0
[[nodiscard]] std::string export_scxml();

}  // namespace interlock::text
