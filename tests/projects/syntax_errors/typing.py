import modal

tick = modal.Function.from_name("steady", "ti"
#@ complete("ti|", nth=2, has=["tick"], result=`tick = modal.Function.from_name("steady", "tick"`)
