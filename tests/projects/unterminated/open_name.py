import modal

transcriber = modal.Cls.from_name("speech", "Tra
#@ complete("Tra|", has=["Transcriber"], hasnt=["warm_up"], result=`transcriber = modal.Cls.from_name("speech", "Transcriber`)
after = 1
