import modal

transcriber = modal.Cls.from_name("speech", )
#@ complete(`"speech", |`, has=["Transcriber"], result=`transcriber = modal.Cls.from_name("speech", "Transcriber")`)
#@ diag(`modal.Cls.from_name("speech", )`, sdk-argument-mismatch, `needs "name"`, severity=error)
