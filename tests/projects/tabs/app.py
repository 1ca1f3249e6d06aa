import modal

app = modal.App("tabbed")


@app.function()
def build():
	pass


class Holder:
	def get(self):
		return	modal.Function.from_name(	"tabbed",	"bulid"	)
		#@ diag("bulid", from-name-unknown-target, `did you mean "build"?`)
		#@ fix("bulid", from-name-unknown-target, `return	modal.Function.from_name(	"tabbed",	"build"	)`)
		#@ hover("tabbed", "build")
