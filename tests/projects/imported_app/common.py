import modal

app = modal.App("moderation")
#@ hover("moderation", "moderation", "check_text", "check_image")
#@ refs("moderation", 3)
