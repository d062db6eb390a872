// The same transactions, by symbol-sdk, by nem-sdk and by the program. Usage: facts_test.js PROGRAM
import { ALICE, BOB } from './accounts.js';
import { NemSdk } from './nem_sdk.js';
import { Program } from './program.js';
import { SymbolSdk, keyPairOf } from './symbol_sdk.js';
import { exitCode, test } from './tally.js';
import assert from 'node:assert/strict';

const program = new Program(process.argv[2]);

/** `facts`: what an SDK says of one transaction; the program must say the same. It signs bytes or JSON. */
const agrees = ({ data, hash, signature, announcement, privateKey, fromJson }) => {
	const file = program.write('announcement.json', announcement);
	const decoded = program.decode(file);
	assert.equal(decoded.data, data, 'bytes');
	assert.equal(decoded.hash, hash, 'hash');
	assert.equal(decoded.transaction.signature, signature, 'signature');
	assert.equal(decoded.canonical, true, 'it is in NIS\'s own form');
	assert.ok(program.verify(file), 'the signature verifies');
	const nisJson = { ...decoded.transaction };
	delete nisJson.signature;
	const input = fromJson ? program.write('unsigned.json', JSON.stringify(nisJson)) : data;
	assert.deepEqual(program.sign(input, privateKey), { data, signature }, 'the program signs the same');
	return decoded;
};

/** The recipient reads it, and so does the sender, who names the recipient. */
const readsMessage = (file, sdk, scheme, text) => {
	const recipient = program.decode(file, ...program.withKey(BOB)).message;
	const sender = program.decode(file, ...program.withKey(ALICE), '--other', String(sdk.publicKey(BOB))).message;
	assert.deepEqual(recipient, { scheme, hex: Buffer.from(text).toString('hex'), text });
	assert.deepEqual(sender, recipient);
};

const testSymbolSdk = network => {
	const sdk = new SymbolSdk(network);
	const name = text => `symbol-sdk, ${network}: ${text}`;
	sdk.everyType().forEach(([kind, transaction, privateKey, words = []]) => {
		test(name(kind), () => {
			const facts = {
				...sdk.sign(transaction, privateKey),
				data: sdk.data(transaction),
				hash: sdk.hash(transaction),
				privateKey,
				fromJson: 'mainnet' === network
			};
			const { bytes, transaction: json } = agrees(facts);
			words.forEach(word => assert.ok(JSON.stringify(json).includes(`"${word}"`), word));
			assert.equal(bytes, Buffer.from(transaction.serialize()).toString('hex'), 'signed bytes');
			const read = sdk.read(bytes);
			assert.deepEqual(Buffer.from(read.serialize()).toString('hex'), bytes, 'the SDK reads what the program wrote');
			assert.equal(sdk.hash(read), facts.hash);
		});
	});

	test(name('a cosigned multisig transaction'), () => {
		const { outer, innerHash } = sdk.cosigned();
		const hex = Buffer.from(outer.serialize()).toString('hex');
		const decoded = program.decode(hex);
		assert.equal(decoded.bytes, hex);
		assert.equal(decoded.innerHash, innerHash);
		assert.equal(decoded.transaction.signatures.length, 1);
		assert.ok(program.verify(hex), 'both signatures verify');
		const other = hex.slice(0, -2) + (hex.endsWith('41') ? '42' : '41'); // a letter of the account that is cosigned for
		assert.ok(!program.verify(other), 'and do not when the cosignature is changed');
	});

	[['aes-gcm', false], ['aes-cbc', true]].forEach(([scheme, deprecated]) => {
		test(name(`${scheme}: the program reads the SDK's message`), () => {
			const transaction = sdk.transfer(sdk.encrypted('secret 偽', deprecated));
			const file = program.write('encrypted.json', sdk.sign(transaction, ALICE).announcement);
			readsMessage(file, sdk, scheme, 'secret 偽');
		});
		test(name(`${scheme}: the SDK reads the program's message`), () => {
			const clear = sdk.data(sdk.transfer({ messageType: 'plain', message: new TextEncoder().encode('from dyepack 偽') }));
			const announced = program.sign(clear, ALICE, '--encrypt-for', String(sdk.publicKey(BOB)), '--cipher', scheme);
			const { transaction } = program.decode(announced.data);
			assert.equal(transaction.message.type, 2);
			assert.equal(sdk.decrypt(BOB, transaction.signer, transaction.message.payload), 'from dyepack 偽');
		});
	});

	test(name('mosaics are signed in NIS\'s order, where the SDK keeps the given one'), () => {
		const transaction = sdk.transferOfMosaics([['zoo', 'cat', 7n], ['a.b', 'c', 9n]]);
		const file = program.write('mosaics.json', sdk.sign(transaction, ALICE).announcement);
		assert.equal(program.decode(file).canonical, false);
		assert.ok(!program.verify(file), 'as NIS would say');
		const sorted = sdk.transferOfMosaics([['a.b', 'c', 9n], ['zoo', 'cat', 7n]]);
		const { signature } = sdk.sign(sorted, ALICE);
		assert.deepEqual(program.sign(sdk.data(transaction), ALICE), { data: sdk.data(sorted), signature });
	});

	// NIS sorts by the addresses' text, this SDK by their raw bytes, so that '2'..'7' come after 'A'..'Z'. NIS is
	// right: it sorts again before it verifies, and refuses the SDK's signature (code 8).
	test(name('multisig modifications are in NIS\'s order, not the SDK\'s'), () => {
		const keys = Array.from({ length: 40 }, (_, i) => (i + 1).toString(16).padStart(64, '0'));
		const text = key => sdk.address(key).toString();
		const pair = keys.flatMap(one => keys.map(two => [one, two])).find(([one, two]) => {
			const made = sdk.modification(2, [['add_cosignatory', one], ['add_cosignatory', two]], { minApprovalDelta: 1 });
			const first = made.modifications[0].modification.cosignatoryPublicKey.toString();
			return text(one) < text(two) && first !== sdk.publicKey(one).toString();
		});
		assert.ok(pair, 'there are two addresses whose orders differ');
		const transaction = sdk.modification(2, pair.map(key => ['add_cosignatory', key]), { minApprovalDelta: 1 });
		const file = program.write('modification.json', sdk.sign(transaction, ALICE).announcement);
		assert.equal(program.decode(file).canonical, false);
		assert.ok(!program.verify(file), 'as NIS would say');
		const signed = program.sign(sdk.data(transaction), ALICE);
		const ours = program.decode(program.write('ours.json', JSON.stringify(signed)));
		assert.equal(ours.canonical, true);
		assert.deepEqual(
			ours.transaction.modifications.map(each => each.cosignatoryAccount),
			pair.map(key => sdk.publicKey(key).toString().toLowerCase())
		);
	});
};

const testNemSdk = network => {
	const sdk = new NemSdk(network);
	const name = text => `nem-sdk, ${network}: ${text}`;
	sdk.everyType().forEach(([kind, entity, privateKey]) => {
		test(name(kind), () => {
			const data = sdk.bytes(entity);
			const signature = sdk.sign(data, privateKey);
			const decoded = agrees({
				data,
				signature,
				privateKey,
				hash: sdk.hashOf(data),
				announcement: JSON.stringify({ data, signature }),
				fromJson: 'testnet' === network
			});
			const { transaction } = decoded;
			assert.ok(sdk.verify(transaction.signer, decoded.data, transaction.signature), 'the SDK verifies the program\'s');
			['type', 'version', 'timeStamp', 'deadline', 'signer', 'fee'].forEach(key => assert.equal(transaction[key], entity[key], key));
			assert.equal(sdk.bytes({ ...entity, ...comparable(transaction) }), data, 'the SDK writes the program\'s JSON alike');
		});
	});

	test(name('the program reads the SDK\'s encrypted message'), () => {
		const entity = sdk.transfer({ message: 'secret 偽', messageType: 2, recipientPublicKey: sdk.publicKey(BOB) });
		readsMessage(program.write('encrypted', sdk.bytes(entity)), sdk, 'aes-cbc', 'secret 偽');
	});
	test(name('the SDK reads the program\'s encrypted message'), () => {
		const clear = sdk.bytes(sdk.transfer({ message: 'from dyepack 偽' }));
		const announced = program.sign(clear, ALICE, '--encrypt-for', sdk.publicKey(BOB), '--cipher', 'aes-cbc');
		const { transaction } = program.decode(announced.data);
		assert.equal(sdk.decrypt(BOB, transaction.signer, transaction.message.payload), 'from dyepack 偽');
	});
	test(name('a changed transaction is refused by both'), () => {
		const data = sdk.bytes(sdk.transfer({}));
		const signature = sdk.sign(data, ALICE);
		const changed = `${data.slice(0, -10)}01${data.slice(-8)}`;
		assert.notEqual(changed, data);
		assert.ok(!sdk.verify(sdk.publicKey(ALICE), changed, signature));
		assert.ok(!program.verify(program.write('changed.json', JSON.stringify({ data: changed, signature }))));
	});
};

/** NIS's `{}` for what is absent, where this SDK has null or a payload of nothing. */
const comparable = transaction => {
	const adapted = { ...transaction };
	if (adapted.message && undefined === adapted.message.type)
		adapted.message = { type: 1, payload: '' };

	if (adapted.mosaicDefinition && undefined === adapted.mosaicDefinition.levy.type)
		adapted.mosaicDefinition = { ...adapted.mosaicDefinition, levy: null };

	if (adapted.otherTrans)
		adapted.otherTrans = comparable(adapted.otherTrans);

	return adapted;
};

try {
	test('addresses of one key agree', () => {
		const { addresses } = program.json('nem', 'address', keyPairOf(ALICE).publicKey.toString(), '--json');
		assert.equal(addresses.main, new SymbolSdk('mainnet').address(ALICE).toString());
		assert.equal(addresses.test, new SymbolSdk('testnet').address(ALICE).toString());
		assert.equal(addresses.main, new NemSdk('mainnet').address(ALICE));
		assert.equal(addresses.test, new NemSdk('testnet').address(ALICE));
	});
	['mainnet', 'testnet'].forEach(network => {
		testSymbolSdk(network);
		testNemSdk(network);
	});
} finally {
	program.remove();
}
process.exitCode = exitCode();
