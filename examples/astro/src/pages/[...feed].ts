// The feeds lie beside the posts; they are published as they are.
import { readFile } from "node:fs/promises";
import type { APIRoute } from "astro";
import { site } from "../site";

export const getStaticPaths = () => site.feeds.map((feed) => ({ params: { feed } }));
export const GET: APIRoute = async ({ params }) => new Response(await readFile(params.feed!));
