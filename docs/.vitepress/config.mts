import { defineConfig } from "vitepress";

/** The book. `npm run build` fails where an internal link leads nowhere. */
export default defineConfig({
  title: "Paratus",
  description: "Readiness for knowledge management: evidence of competence, training needs and plans",
  lang: "en-GB",
  cleanUrls: true,
  // Files of the repository outside the book, and pages that only a web server has.
  ignoreDeadLinks: [/^https?:/, /\.\.\//],
  themeConfig: {
    search: { provider: "local" },
    outline: [2, 3],
    sidebar: [
      { text: "Start", items: [
        { text: "Overview", link: "/" },
        { text: "On the command line", link: "/start" },
        { text: "In Rust", link: "/rust" },
        { text: "In JavaScript", link: "/javascript" },
      ] },
      { text: "Guides", items: [
        { text: "The tables of a programme", link: "/guides/tables-of-a-programme" },
        { text: "Rolling out in phases", link: "/guides/rolling-out" },
        { text: "Planning sessions", link: "/guides/planning" },
        { text: "Sharing figures safely", link: "/guides/sharing-figures" },
        { text: "Evidence in a database", link: "/guides/evidence-in-a-database" },
        { text: "Importing tables", link: "/guides/importing" },
        { text: "UK capability framework", link: "/guides/uk-capability-framework" },
        { text: "Course results", link: "/guides/oulad" },
        { text: "UK People Survey", link: "/guides/uk-people-survey" },
      ] },
      { text: "Reference", items: [
        { text: "Format", link: "/reference/format" },
        { text: "Import maps", link: "/reference/maps" },
        { text: "Command", link: "/reference/command" },
        { text: "Finding codes", link: "/reference/finding-codes" },
        { text: "Method", link: "/method" },
        { text: "Glossary", link: "/glossary" },
      ] },
    ],
  },
});
