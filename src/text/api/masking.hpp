#pragma once

#include <string>
#include <string_view>

/// Telephone numbers and addresses as the API shows them. What is masked already stays.
namespace interlock::text {

/// `+1-555-415-1337` becomes `+1 XXX-XXX-1337`.
[[nodiscard]] std::string masked_phone(std::string_view number);

/// `dade.murphy@example.com` becomes `d...y@example.com`.
[[nodiscard]] std::string masked_email(std::string_view address);

}  // namespace interlock::text
