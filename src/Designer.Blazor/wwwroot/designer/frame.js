// The page around Studio listens to its frame.
const listeners = new Map();

export function listen(page, source) {
  const listener = event => {
    if (event.origin === location.origin && ["saved", "refused"].includes(event.data?.studio)) page.invokeMethodAsync("TellAsync", event.data.studio);
  };
  listeners.set(source, listener);
  addEventListener("message", listener);
}

export function leave(source) {
  removeEventListener("message", listeners.get(source));
  listeners.delete(source);
}

export function show(frame, activity) {
  frame.contentWindow?.postMessage({ studio: "show", activity }, location.origin);
}
