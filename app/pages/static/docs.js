// The reference page: reads what the server publishes about itself, and shows what the URL's hash names.

import { element } from "./dom.js";
import { keyChanges } from "./key-store.js";
import { operationPage } from "./operation-page.js";
import { renderList } from "./operation-list.js";
import { FIRST_CALL, overviewPage } from "./overview.js";
import { chooseModel, listModels } from "./server.js";

const [main, nav, menu, search, works, list, count] = ["content", "operations", "menu", "search", "works", "list",
  "count"].map((id) => document.getElementById(id));
let overview;
let models = [];

async function readJson(url) {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}`);
  return answer.json();
}

function chosenId() {
  const id = location.hash.slice(1);
  return overview.groups.some((group) => group.operations.some((one) => one.id === id)) ? id : "";
}

function showList() {
  renderList({ groups: overview.groups, query: search.value, worksOnly: works.checked, current: chosenId(), list, count });
}

async function showPage() {
  const id = chosenId();
  const detail = await readJson(`docs/operations/${id || FIRST_CALL}.json`);
  // Another one was chosen in the meantime.
  if (id !== chosenId()) return;
  const model = chooseModel(models, detail.model_words, overview);
  main.replaceChildren(id ? operationPage({ detail, models, model }) : overviewPage({ overview, detail, models, model }));
  document.title = `${id || "API reference"} · LLM Backend`;
}

function setMenu(open) {
  nav.classList.toggle("open", open);
  menu.setAttribute("aria-expanded", String(open));
}

async function navigate() {
  showList();
  setMenu(false);
  await showPage();
  main.scrollTop = 0;
  scrollTo(0, 0);
}

function report(error) {
  main.replaceChildren(element("p", { role: "alert" }, `The reference could not be read: ${error.message}`));
}

async function start() {
  overview = await readJson("docs/overview.json");
  models = await listModels(overview);
  search.addEventListener("input", showList);
  works.addEventListener("change", showList);
  menu.addEventListener("click", () => setMenu(!nav.classList.contains("open")));
  document.getElementById("skip").addEventListener("click", (event) => {
    event.preventDefault();
    main.focus();
  });
  addEventListener("hashchange", () => navigate().then(() => main.focus({ preventScroll: true })).catch(report));
  keyChanges.addEventListener("change", async () => { models = await listModels(overview); });
  await navigate();
}

start().catch(report);
