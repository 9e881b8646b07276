// Write the same items with npm's `feed`, and print the CPU seconds of each time: node writer.mjs FOLDER FORMAT TIMES
// FOLDER holds node_modules and items.json.
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { join } from "node:path";

const [folder, format, times] = process.argv.slice(2);
const { Feed } = createRequire(join(folder, "x.js"))("feed");
const items = JSON.parse(readFileSync(join(folder, "items.json"), "utf-8"));

function write() {
  const link = "https://www.example.org/";
  const feed = new Feed({ id: link, title: "News", description: "News", link, updated: new Date(items[0].at) });
  for (const { guid, title, at, summary, topic } of items) {
    const date = new Date(at);
    feed.addItem({ id: guid, guid, title, link, date, published: date, content: summary, category: [{ name: topic, term: topic }] });
  }
  return format === "atom" ? feed.atom1() : feed.rss2();
}

write();
for (let time = 0; time < Number(times); time++) {
  const before = process.cpuUsage();
  write();
  const { user, system } = process.cpuUsage(before);
  console.log((user + system) / 1e6);
}
