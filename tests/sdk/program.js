// Running the built program as a person does.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const PASSPHRASE = 'correct horse battery';

export class Program {
	constructor(path) {
		this.path = path;
		this.folder = mkdtempSync(join(tmpdir(), 'dyepack-sdk-'));
		this.passphraseFile = this.write('passphrase', PASSPHRASE);
		this.keyFiles = new Map();
	}

	write(name, text) {
		const file = join(this.folder, name);
		writeFileSync(file, text, { mode: 0o600 });
		return file;
	}

	remove() { rmSync(this.folder, { recursive: true }); }

	/** `{code, out, err}`. */
	run(...words) {
		const done = spawnSync(this.path, words, { encoding: 'utf8', env: { LANG: 'C.UTF-8' } });
		if (done.error)
			throw done.error;

		return { code: done.status, out: done.stdout, err: done.stderr };
	}

	/** The document of a command that must succeed. */
	json(...words) {
		const { code, out, err } = this.run(...words);
		if (0 !== code)
			throw Error(`dyepack ${words.join(' ')}: ${code} ${err}`);

		return JSON.parse(out);
	}

	decode(input, ...more) { return this.json('nem', 'decode', input, '--json', ...more); }

	verify(input) {
		const { code, err } = this.run('nem', 'verify', input);
		if (1 < code)
			throw Error(`dyepack nem verify: ${code} ${err}`);

		return 0 === code;
	}

	/** The options that open the key file of a private key. */
	withKey(privateKey) {
		if (!this.keyFiles.has(privateKey)) {
			const file = join(this.folder, `key-${this.keyFiles.size}`);
			const number = this.write(`number-${this.keyFiles.size}`, privateKey);
			this.json(
				'nem', 'key', file, '--import', '--private-key-file', number,
				'--passphrase-file', this.passphraseFile, '--cost', 'interactive', '--json'
			);
			this.keyFiles.set(privateKey, file);
		}
		return ['--key', this.keyFiles.get(privateKey), '--passphrase-file', this.passphraseFile];
	}

	sign(input, privateKey, ...more) {
		return this.json('nem', 'sign', input, ...this.withKey(privateKey), ...more);
	}
}
