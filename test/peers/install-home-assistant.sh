#!/usr/bin/env bash
# Installs a real Home Assistant for src/ecosystems/home-assistant/real.test.ts: about 680 MB and some minutes.
# Where to: ENTENTE_HOME_ASSISTANT, by default ~/.cache/entente-peers/home-assistant. Needs Python 3.11.
set -euo pipefail

target="${ENTENTE_HOME_ASSISTANT:-${XDG_CACHE_HOME:-$HOME/.cache}/entente-peers/home-assistant}"
python="${PYTHON:-python3.11}"

if [ -x "$target/bin/hass" ]; then
  echo "already there: $("$target/bin/hass" --version) in $target"
  exit 0
fi
"$python" -m venv "$target"
# 2024.3.3 is the last release for Python 3.11; with josepy 2 it does not start.
"$target/bin/pip" install --quiet --disable-pip-version-check 'homeassistant==2024.3.3' 'josepy<2'
echo "installed: $("$target/bin/hass" --version) in $target"
