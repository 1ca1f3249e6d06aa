;;; suite.el --- Started by run.sh; every wait is for a condition, with a limit  -*- lexical-binding: t; -*-

(require 'cl-lib)
(require 'eglot)
(require 'flymake)
(load (getenv "SUITE_CONFIG") nil t)

(setq modal-lsp-command (list (getenv "SUITE_SERVER"))
      eglot-sync-connect 20
      eglot-autoshutdown nil
      eglot-events-buffer-config '(:size 0)
      project-vc-extra-root-markers '("pyproject.toml")
      python-indent-guess-indent-offset nil)

(defvar results nil)
(defvar failed 0)

(defun report (name good detail)
  (unless good (cl-incf failed))
  (push (if good (format "ok %s" name)
          (format "FAIL %s: %s" name (replace-regexp-in-string "[ \n]+" " " (format "%s" detail))))
        results))

(defmacro test (name &rest body)
  "BODY gives (GOOD DETAIL); an error is a failure."
  `(condition-case problem
       (cl-destructuring-bind (good detail) (progn ,@body) (report ,name good detail))
     (error (report ,name nil problem))))

(defun eventually (what)
  (let ((end (+ (float-time) 20)) found)
    (while (and (not (setq found (funcall what))) (< (float-time) end))
      (accept-process-output nil 0.05))
    found))

(defun open (path)
  (find-file (expand-file-name path (getenv "SUITE_WORKSPACE")))
  (python-mode))

(defun go-to (text)
  (goto-char (point-min))
  (search-forward text)
  (goto-char (1+ (match-beginning 0))))

(defun found-here ()
  (flymake-start)
  (mapcar #'flymake-diagnostic-text (flymake-diagnostics)))

(defun ask (method)
  (jsonrpc-request (eglot-current-server) method (eglot--TextDocumentPositionParams)))

(open "shop/search/broken_lookup.py")

(test "eglot starts the server that the configuration names"
      (apply #'eglot (eglot--guess-contact))
      (list (eventually #'eglot-current-server) "no server"))

(test "reports a misspelt class name"
      (let ((found (eventually (lambda () (cl-some (lambda (each) (string-match-p "no class \"Embeder\"" each)) (found-here))))))
        (list found (found-here))))

(test "offers and applies the cure"
      (go-to "Embeder")
      (let* ((offered (append (eglot-code-actions (point) (point) nil nil) nil))
             (cure (cl-find "Change to \"Embedder\"" offered :key (lambda (each) (plist-get each :title)) :test #'equal)))
        (when cure (eglot-execute (eglot-current-server) cure))
        (list (and cure (eventually (lambda () (string-match-p "\"shop-catalog\", \"Embedder\"" (buffer-string)))))
              (mapcar (lambda (each) (plist-get each :title)) offered))))

(test "shows the class on hover over its name in a string"
      (open "shop/search/app.py")
      (eventually #'eglot-current-server)
      (go-to "\"Embedder\"")
      (let ((shown (format "%s" (ask :textDocument/hover))))
        (list (string-match-p "class Embedder" shown) shown)))

(test "jumps from the name in a string to the class"
      (go-to "\"Embedder\"")
      (let ((places (xref-backend-definitions 'eglot (xref-backend-identifier-at-point 'eglot))))
        (list (cl-some (lambda (each) (string-match-p "catalog/app.py" (format "%s" each))) places) places)))

(test "completes a class name between the quotes"
      (goto-char (point-max))
      (insert "\nAgain = modal.Cls.from_name(\"shop-catalog\", \"\")")
      (backward-char 2)
      (let ((offered (all-completions "" (nth 2 (eglot-completion-at-point)))))
        (list (cl-some (lambda (each) (string-match-p "Embedder" each)) offered) offered)))

(test "answers commands"
      (let ((status (eglot-execute-command (eglot-current-server) "modal-lsp.status" [])))
        (list (plist-get status :modalFiles) status)))

(test "stops with the client"
      (let ((process (jsonrpc--process (eglot-current-server))))
        (dolist (each (buffer-list)) (with-current-buffer each (set-buffer-modified-p nil)))
        (eglot-shutdown (eglot-current-server))
        (list (eventually (lambda () (not (process-live-p process)))) "still running")))

(with-temp-file (getenv "SUITE_RESULTS")
  (insert (mapconcat #'identity (reverse results) "\n") "\n"))
(kill-emacs (if (zerop failed) 0 1))
