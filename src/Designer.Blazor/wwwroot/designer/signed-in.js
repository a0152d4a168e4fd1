// The small window in which somebody signed in again tells Studio's document and goes.
new BroadcastChannel("hcp-signed-in").postMessage("signed-in");
window.close();
