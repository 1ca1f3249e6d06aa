import modal

transcriber = modal.Cls.from_name('
#@ complete("from_name('|", has=["speech"], hasnt=["Transcriber"], result="transcriber = modal.Cls.from_name('speech")
