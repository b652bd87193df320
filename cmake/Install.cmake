# `cmake --install`, and `cpack -G DEB` for a package of the same files.
include(GNUInstallDirs)

# The scripts and the manual page come from the program itself, so they name the options that it has.
set(generated ${PROJECT_BINARY_DIR}/generated)
add_custom_command(TARGET stratlint POST_BUILD
  COMMAND ${CMAKE_COMMAND} -E make_directory ${generated}
  COMMAND stratlint completions bash > ${generated}/stratlint
  COMMAND stratlint completions zsh > ${generated}/_stratlint
  COMMAND stratlint completions fish > ${generated}/stratlint.fish
  COMMAND stratlint completions man > ${generated}/stratlint.1
  VERBATIM)

install(TARGETS stratlint RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
install(FILES ${generated}/stratlint DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions)
install(FILES ${generated}/_stratlint DESTINATION ${CMAKE_INSTALL_DATADIR}/zsh/vendor-completions)
install(FILES ${generated}/stratlint.fish DESTINATION ${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d)
install(FILES ${generated}/stratlint.1 DESTINATION ${CMAKE_INSTALL_MANDIR}/man1)
install(FILES README.md DESTINATION ${CMAKE_INSTALL_DOCDIR})
install(DIRECTORY docs/ DESTINATION ${CMAKE_INSTALL_DOCDIR}/docs)

set(CPACK_PACKAGE_CONTACT "the stratlint authors <stratlint@example.org>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY ${PROJECT_DESCRIPTION})
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION text)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
include(CPack)
