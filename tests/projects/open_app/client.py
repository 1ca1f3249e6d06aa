import modal

silent = modal.Function.from_name("open-ended", "knwon")
also_silent = modal.Function.from_name("handed-over", "anything")
elsewhere = modal.Function.from_name("from-another-repository", "anything")
#@ def("anything", none)
#@ hover("anything", "from-another-repository")
