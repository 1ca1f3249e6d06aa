import modal

tick = modal.Function.from_name("steady", "ti"
#@ complete(`"ti|"`, has=["tick"], result=`tick = modal.Function.from_name("steady", "tick"`)
