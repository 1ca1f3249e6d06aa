# What is installed, and the Debian package that CPack makes of it.
#
# MODAL_LSP_BINARY is what to install as modal-lsp: the target of this build, or a binary that is there already.
if(SKBUILD)
  # The scripts folder of the wheel, and nothing else.
  set(bin ${SKBUILD_SCRIPTS_DIR})
else()
  # GNUInstallDirs asks for a compiler, which packing a binary that is there can do without.
  set(bin bin)
  set(share share)
endif()

if(MODAL_LSP_PREBUILT)
  if(NOT EXISTS ${MODAL_LSP_PREBUILT})
    message(FATAL_ERROR "MODAL_LSP_PREBUILT: there is no ${MODAL_LSP_PREBUILT}")
  endif()
  install(PROGRAMS ${MODAL_LSP_PREBUILT} DESTINATION ${bin} RENAME modal-lsp COMPONENT modal-lsp)
  set(MODAL_LSP_BINARY ${MODAL_LSP_PREBUILT})
  add_custom_target(modal-lsp)
else()
  install(TARGETS modal-lsp RUNTIME DESTINATION ${bin} COMPONENT modal-lsp)
  set(MODAL_LSP_BINARY $<TARGET_FILE:modal-lsp>)
endif()
if(SKBUILD)
  return()
endif()

option(MODAL_LSP_PACKAGES "Make what the tar archive and the Debian package hold beside the binary" OFF)
if(NOT MODAL_LSP_PACKAGES)
  return()
endif()

set(MODAL_LSP_MAINTAINER "the modal-lsp authors <maintainers@modal-lsp.invalid>" CACHE STRING
  "Who answers for the packages: a name and an address")
string(TIMESTAMP now "%a, %d %b %Y %H:%M:%S +0000" UTC)
set(here ${CMAKE_CURRENT_LIST_DIR})
set(made ${CMAKE_BINARY_DIR}/packages)
configure_file(${here}/debian/changelog.in ${made}/changelog @ONLY)
configure_file(${here}/modal-lsp.1.in ${made}/modal-lsp.1 @ONLY)

# The completions are printed by the binary itself; zsh's has to complete at once when it is loaded by its name.
add_custom_target(package_files ALL
  COMMAND ${MODAL_LSP_BINARY} completions bash > modal-lsp.bash
  COMMAND ${MODAL_LSP_BINARY} completions zsh > _modal-lsp
  COMMAND cat ${CMAKE_CURRENT_LIST_DIR}/zsh-completion-end >> _modal-lsp
  COMMAND ${MODAL_LSP_BINARY} completions fish > modal-lsp.fish
  COMMAND gzip -9nkf changelog modal-lsp.1
  WORKING_DIRECTORY ${made} VERBATIM)
add_dependencies(package_files modal-lsp)

install(FILES ${made}/modal-lsp.1.gz DESTINATION ${share}/man/man1 COMPONENT files)
install(FILES ${made}/modal-lsp.bash DESTINATION ${share}/bash-completion/completions RENAME modal-lsp COMPONENT files)
install(FILES ${made}/_modal-lsp DESTINATION ${share}/zsh/vendor-completions COMPONENT files)
install(FILES ${made}/modal-lsp.fish DESTINATION ${share}/fish/vendor_completions.d COMPONENT files)
install(FILES ${made}/changelog.gz ${here}/debian/copyright DESTINATION ${share}/doc/modal-lsp COMPONENT files)

set(CPACK_PACKAGE_NAME modal-lsp)
set(CPACK_PACKAGE_VENDOR "the modal-lsp authors")
set(CPACK_PACKAGE_CONTACT ${MODAL_LSP_MAINTAINER})
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "language server for Python projects that use Modal")
set(CPACK_PACKAGE_DESCRIPTION "It knows what Modal will do with Python code, and tells while it is typed
what otherwise shows at deploy, at container start, or on the bill. Any
editor that speaks the Language Server Protocol can start it; the same
engine checks projects on the command line and in continuous integration.")
set(CPACK_PACKAGE_FILE_NAME modal-lsp-${PROJECT_VERSION}-linux-${CMAKE_HOST_SYSTEM_PROCESSOR})
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_GENERATOR DEB)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION devel)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
# Opened when pages of the documentation are fetched, and only then.
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS "libcurl4 | libcurl3-gnutls")
include(CPack)
