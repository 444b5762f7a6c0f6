import Sqlite from 'better-sqlite3'

/** Runs statements on a database: the file, then the SQL; prints the rows of the last one as JSON. */
const [file = '', ...statements] = process.argv.slice(2)
const database = new Sqlite(file, { timeout: 0 })
let rows: unknown[] = []
for (const sql of statements) {
  const statement = database.prepare(sql)
  if (statement.reader) rows = statement.all()
  else statement.run()
}
if (process.send) {
  // Keeps what it locked until it is killed.
  process.send('done')
  setTimeout(() => database.close(), 60_000)
} else {
  process.stdout.write(JSON.stringify(rows))
  database.close()
}
