// Where Studio's server is: here. The session's cookie goes along by itself; no token is needed.
for (const element of document.querySelectorAll("elsa-backend-provider, #studio")) element.setAttribute("remote-endpoint", `${location.origin}/elsa/api`);
