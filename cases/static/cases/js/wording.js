/* A gentle hint while somebody writes: words that mark a child, and what to say instead. The rules are those of
   cases/wording/finding.py. Nothing is sent anywhere, nothing in the text is changed, nothing is held back. */
(() => {
  "use strict";
  const MOST_ENDING = 3;
  const IN_FRONT = ["وبال", "وال", "بال", "فال", "كال", "ولل", "لل", "ال", "و", "ف", "ب", "ك", "ل"];
  const ALIKE = { "ة": "ه", "ى": "ي", "ی": "ي", "ک": "ك", "ـ": "", "\u200c": "", "\u200d": "" };
  const words = document.querySelector("[data-word-sentences]");
  const fields = document.querySelectorAll("[data-word-hint]");
  if (!words || !fields.length) return;

  const folded = (text) =>
    text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/[ةىیکـ\u200c\u200d]/g, (letter) => ALIKE[letter]);

  const forms = (word) => {
    const shorter = IN_FRONT.filter((front) => word.startsWith(front)).map((front) => word.slice(front.length));
    return [word, ...shorter.filter((form) => form.length > 1)];
  };

  const isForm = (form, wanted) => {
    if (wanted.includes("/")) return wanted.split("/").includes(form);
    if (!wanted.endsWith("*")) return form === wanted;
    const stem = wanted.slice(0, -1);
    return form.startsWith(stem) && form.length - stem.length <= MOST_ENDING;
  };

  const phrasesOf = (entries) => {
    const phrases = [];
    for (const entry of entries) {
      for (const [language, written] of Object.entries(entry.find)) {
        for (const phrase of written) {
          const key = folded(phrase);
          phrases.push({ key, words: key.split(" "), say: entry.say[language], why: entry.why });
        }
      }
    }
    return phrases;
  };

  const wordsIn = (text, phrases) => {
    const found = new Map();
    const all = [...text.matchAll(/[\p{L}\p{M}\p{N}\u200c\u200d]+/gu)].map((match) => ({
      start: match.index,
      end: match.index + match[0].length,
      forms: forms(folded(match[0])),
    }));
    all.forEach((word, place) => {
      for (const phrase of phrases) {
        const part = all.slice(place, place + phrase.words.length);
        const fits =
          part.length === phrase.words.length &&
          part.every((one, number) => one.forms.some((form) => isForm(form, phrase.words[number])));
        if (fits && !found.has(phrase.key)) {
          found.set(phrase.key, { ...phrase, written: text.slice(word.start, part[part.length - 1].end) });
        }
      }
    });
    return [...found.values()];
  };

  // Words of another script stand in the sentence without turning it round.
  const isolated = (text) => `\u2068${text}\u2069`;

  const sentence = (found) =>
    words.dataset.sentence
      .replace("%(word)s", () => isolated(found.written))
      .replace("%(instead)s", () => isolated(found.say))
      .replace("%(why)s", () => words.querySelector(`[data-why="${found.why}"]`).textContent);

  const watch = (field, phrases) => {
    const hint = document.createElement("div");
    hint.className = "word-hint";
    hint.setAttribute("role", "status");
    field.after(hint);
    const look = () => {
      const told = wordsIn(field.value, phrases).map(sentence);
      if (told.join("\n") === hint.dataset.told) return;
      hint.dataset.told = told.join("\n");
      hint.replaceChildren(
        ...told.map((text) => {
          const line = document.createElement("p");
          line.textContent = text;
          return line;
        }),
      );
    };
    let waiting = 0;
    field.addEventListener("input", () => {
      window.clearTimeout(waiting);
      waiting = window.setTimeout(look, 400);
    });
    look();
  };

  fetch(words.dataset.wordSentences)
    .then((answer) => answer.json())
    .then((data) => {
      const phrases = phrasesOf(data.entries);
      for (const field of fields) watch(field, phrases);
    })
    .catch(() => {}); // without the list there are no hints, and everything else works
})();
