import { existsSync, readdirSync } from "node:fs";
import { getCollection, type CollectionEntry } from "astro:content";

// Feeds and manifest lie beside the posts.
const own = existsSync("feeds") ? readdirSync("feeds").map((name) => `feeds/${name}`) : [];
const feeds = [...["atom.xml", "feed.json", "index.ndjson"].filter((name) => existsSync(name)), ...own];
export const site = { title: "示例财经", lang: "zh-CN", feeds };
export type Post = CollectionEntry<"posts">;

const parts = new Intl.DateTimeFormat("sv-SE", { timeZone: "Asia/Shanghai", dateStyle: "short", timeStyle: "short" });
export const clock = (time: Date) => parts.format(time);

export const isListed = (post: Post) => !post.filePath?.includes("/archive/");

/** All posts, archived ones too, newest first. */
export async function posts(): Promise<Post[]> {
  const all = await getCollection("posts");
  return all.sort((a, b) => b.data.pubDate.getTime() - a.data.pubDate.getTime());
}
