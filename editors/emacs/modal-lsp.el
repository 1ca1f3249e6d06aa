;;; modal-lsp.el --- Language server for Python projects that use Modal  -*- lexical-binding: t; -*-

;; Load this file; then `M-x eglot' or `M-x lsp' in a Python file starts the server.
;;
;; eglot starts one server for a mode: this one takes the place of your Python server, unless you say
;; otherwise.  lsp-mode starts it beside the others.
;;
;; The root is the project's as Emacs sees it, a repository.  For folders that are none:
;; (setq project-vc-extra-root-markers \='("modal-lsp.toml" "pyproject.toml"))

;;; Code:

(defgroup modal-lsp nil
  "Language server for Python projects that use Modal."
  :group 'tools)

(defcustom modal-lsp-command '("modal-lsp")
  "The server: a program and its arguments."
  :type '(repeat string))

(defvar eglot-server-programs)
(declare-function lsp-register-client "lsp-mode")
(declare-function lsp-stdio-connection "lsp-mode")
(declare-function lsp-activate-on "lsp-mode")
(declare-function make-lsp-client "lsp-mode")

(with-eval-after-load 'eglot
  (add-to-list 'eglot-server-programs
               (cons '(python-mode python-ts-mode)
                     (lambda (&rest _) modal-lsp-command))))

(with-eval-after-load 'lsp-mode
  (lsp-register-client
   (make-lsp-client :new-connection (lsp-stdio-connection (lambda () modal-lsp-command))
                    :activation-fn (lsp-activate-on "python")
                    :server-id 'modal-lsp
                    :priority -1
                    :add-on? t)))

(provide 'modal-lsp)
;;; modal-lsp.el ends here
