"""feedpub.toml → Config. An error names the file, the key and the nearest right one."""

import os.path
import tomllib
from dataclasses import replace
from pathlib import Path

import msgspec

from feedpub.config.faults import RESERVED, faults_of
from feedpub.config.hints import toml_hint
from feedpub.config.keys import explain, read_path, refuse_unknown
from feedpub.config.tables import Config, Site, Source, Thresholds, TopicRule
from feedpub.errors import ConfigError
from feedpub.text import clean

__all__ = ["RESERVED", "Config", "Site", "Source", "Thresholds", "TopicRule", "load_config"]


def load_config(path: Path) -> Config:
    """Read a config file. Raises ConfigError naming the file and the line or key."""
    try:
        text = path.read_text(encoding="utf-8-sig")
        data = tomllib.loads(text)
    except FileNotFoundError:
        raise ConfigError(f"{path}: there is no such file; name the config with --config FILE") from None
    except IsADirectoryError:
        raise ConfigError(f"{path}: this is a folder; name the config file in it with --config FILE") from None
    except OSError as error:
        raise ConfigError(f"{path}: the config cannot be read ({error.strerror})") from None
    except UnicodeDecodeError as error:
        raise ConfigError(f"{path}: byte {error.start} is not UTF-8; save the file as UTF-8") from None
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"{path}: this is not TOML: {error}{toml_hint(text, str(error))}") from None
    refuse_unknown(path, data)
    try:
        config = msgspec.convert(data, Config, dec_hook=read_path)
    except msgspec.ValidationError as error:
        raise ConfigError(f"{path}: {explain(error, data)}") from None
    for key, fault in faults_of(config):
        raise ConfigError(f"{path}: {key}: {fault}")
    return _outside_output(_resolve(path, config))


def _outside_output(config: Config) -> Config:
    """Refuse an output folder that holds the config or the ledger: they would be served."""
    output = config.site.output.resolve()
    for key, file, fault in (
        ("site.ledger", config.site.ledger.resolve(), "lies in the output folder"),
        ("site.output", config.path.resolve(), "holds this config: the output folder is"),
    ):
        if output == file or output in file.parents:
            raise ConfigError(
                f"{config.path}: {key}: {fault} {output}, from where it would be served; name another place"
            )
    return config


def _resolve(path: Path, config: Config) -> Config:
    """Make paths absolute from the file's own folder, addresses and texts canonical."""
    home = path.resolve().parent
    site = config.site
    return replace(
        config,
        path=path,
        site=replace(
            site,
            title=clean(site.title),
            author=clean(site.author),
            description=clean(site.description),
            rights=clean(site.rights),
            base_url=site.base_url.rstrip("/") + "/",
            # Not resolve(): the output folder may itself be a symlink.
            output=Path(os.path.normpath(home / site.output)),
            ledger=Path(os.path.normpath(home / site.ledger)),
        ),
        source=tuple(replace(s, page=s.page or next(iter(s.urls), "")) for s in config.source),
        topic=tuple(replace(rule, label=clean(rule.label)) for rule in config.topic),
    )
