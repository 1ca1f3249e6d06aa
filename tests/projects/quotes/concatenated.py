import modal

ok = modal.Function.from_name("text" "-tools", "summa" 'rise')
bad = modal.Function.from_name("text-tools", "suma" "rise")
#@ diag(`"suma" "rise"`, from-name-unknown-target, "sumarise", "summarise")
plus = modal.Function.from_name("text-tools", "suma" + "rise")
#@ diag(`"suma" + "rise"`, from-name-unknown-target, "sumarise", "summarise")
