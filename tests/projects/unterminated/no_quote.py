import modal

transcriber = modal.Cls.from_name("speech", )
#@ complete(`"speech", |`, has=["Transcriber"], result=`transcriber = modal.Cls.from_name("speech", "Transcriber")`)
