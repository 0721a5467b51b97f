import { words } from './words/index.ts';

/** Shown when the hub no longer knows this browser. A plain form, as the hub's own: it works however the cookie is set. */
export function SignIn() {
  const { signIn, product } = words.value;
  return (
    <main class="sign-in">
      <form method="post" action="/sign-in" class="card form">
        <p class="brand">{product}</p>
        <h1>{signIn.title}</h1>
        <div class="field">
          <label for="token">{signIn.token}</label>
          <input id="token" name="token" type="password" required autofocus autocomplete="current-password" aria-describedby="token-hint" />
          <p class="muted" id="token-hint">
            {signIn.hint}
          </p>
        </div>
        <button type="submit" class="wide primary">
          {signIn.submit}
        </button>
      </form>
    </main>
  );
}
