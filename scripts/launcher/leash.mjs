// Loaded into every child by --import: when the launcher dies without a word (kill -9), its channel closes and the
// child goes too, instead of holding its port. The channel itself must not keep a finished program alive.
process.on("disconnect", () => process.exit(1))
process.channel?.unref()
