# Writes the embedded rules into one C++ source, loaded and checked: a start then reads them in microseconds.
function(stratlint_prepare_rules output)
  add_executable(prepare_rules ${PROJECT_SOURCE_DIR}/cmake/prepare_rules.cpp)
  target_link_libraries(prepare_rules PRIVATE stratlint_cost)
  add_custom_command(OUTPUT ${output} COMMAND prepare_rules ${output} DEPENDS prepare_rules VERBATIM)
endfunction()
