// Opens and closes the menus of Gitea's pages: all that they need of scripts
// for reading. What changes something is done in the portal or through Git.
document.addEventListener('click', event => {
  const opened = event.target.closest('.ui.dropdown');
  for (const dropdown of document.querySelectorAll('.ui.dropdown.open')) {
    if (dropdown !== opened) {
      dropdown.classList.remove('open');
    }
  }
  if (opened?.matches('.branch-selector-dropdown')) {
    const { currentRepoLink } = opened.closest(
      '[data-current-repo-link]',
    ).dataset;
    window.location.assign(`${currentRepoLink}/branches`);
  }
  const clone = document.querySelector('.clone-panel-popup');
  if (clone && !event.target.closest('.clone-panel-popup')) {
    const asked = event.target.closest('.js-btn-clone-panel');
    clone.classList.toggle('open', Boolean(asked) && !clone.matches('.open'));
  }
  if (opened && !event.target.closest('.ui.dropdown > .menu')) {
    opened.classList.toggle('open');
  }
});

// Times are written in UTC by the server; people read them in their own.
for (const element of document.querySelectorAll('relative-time[datetime]')) {
  const at = new Date(element.getAttribute('datetime'));
  element.title = `${at.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
  element.textContent = at.toLocaleString(undefined, {
    dateStyle: 'medium',
    timeStyle: 'short',
  });
}
