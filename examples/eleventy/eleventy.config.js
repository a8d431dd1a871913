// The smallest site over the posts. Copy it, or keep your own: posts need a layout `post` only.
import { existsSync } from "node:fs";

export default function (config) {
  config.addPassthroughCopy("assets");
  // Feeds and manifest lie beside the posts.
  for (const file of ["atom.xml", "feed.json", "feeds", "index.ndjson"]) config.addPassthroughCopy(file);
  config.addGlobalData("site", { title: "示例财经", lang: "zh-CN", feed: existsSync("atom.xml") });
  config.addFilter("clock", (time) => time.slice(0, 16).replace("T", " "));
  // markdown-it 14 leaves escaped characters out of alternative texts; here they are put back.
  config.amendLibrary("md", (md) =>
    md.core.ruler.push("alternative_text", ({ tokens }) => {
      const images = tokens.flatMap((token) => token.children ?? []).filter((token) => token.type === "image");
      for (const part of images.flatMap((image) => image.children)) if (part.type === "text_special") part.type = "text";
    }),
  );
  config.addCollection("posts", (all) => all.getFilteredByGlob("posts/*.md").reverse());
  config.addCollection("outlets", (all) => {
    const outlets = new Map();
    for (const post of all.getFilteredByGlob("posts/*.md").reverse()) {
      const { category, tags } = post.data;
      if (!category) continue;
      if (!outlets.has(category)) {
        const feed = existsSync(`feeds/${category}.atom.xml`);
        outlets.set(category, { slug: category, name: tags[0], feed, posts: [] });
      }
      outlets.get(category).posts.push(post);
    }
    return [...outlets.values()];
  });
}
