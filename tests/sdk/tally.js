// One line a test: `ok NAME` or `not ok NAME`, then why.
let failed = 0;

export const test = (name, body) => {
	try {
		body();
		console.log(`ok ${name}`);
	} catch (error) {
		failed += 1;
		console.log(`not ok ${name}`);
		console.log(String(error.stack ?? error).replace(/^/gm, '    '));
	}
};

export const exitCode = () => (0 === failed ? 0 : 1);
