import modal

名, 𝓏 = "e\u0301é漢字🚀", 1; f = modal.Function.from_name("数据-🚀", "обучить")
#@ hover("обучить", "обучить")
#@ def("обучить", "app.py: def <<обучить>>")
x = ["🚀", "👩‍👩‍👧", "é", "ñ"]; f = modal.Function.from_name("数据-🚀", "обучит")
#@ diag("обучит", from-name-unknown-target, `"обучить"`)
#@ fix("обучит", from-name-unknown-target, `x = ["🚀", "👩‍👩‍👧", "é", "ñ"]; f = modal.Function.from_name("数据-🚀", "обучить")`)
#@ complete("обу|чит", has=["обучить"], result=`x = ["🚀", "👩‍👩‍👧", "é", "ñ"]; f = modal.Function.from_name("数据-🚀", "обучить")`)
model = modal.Cls.from_name("数据-🚀", "𝒳-модель")
#@ def("𝒳-модель", "app.py: class <<Model>>")
