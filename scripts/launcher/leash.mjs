// Loaded into every child by --import: when the launcher dies without a word (kill -9), its channel closes and the
// child goes too, instead of holding its port. The channel must not keep a finished program alive; and a program's own
// forks inherit this file but live by their own channel.
if (process.ppid === Number(process.env.PORTAIL_LAUNCHER)) {
  process.on("disconnect", () => process.exit(1))
  process.channel?.unref()
}
