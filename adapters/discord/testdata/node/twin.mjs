// Runs the server of discord-digital-twin. It prints one line of JSON when it
// listens, then does what the lines of its input say.
import { createInterface } from 'node:readline';
import { DigitalDiscord } from 'discord-digital-twin';

const discord = new DigitalDiscord({
  channels: [{ name: 'general', type: 0 }],
  users: [{ username: 'TestUser' }],
});
await discord.start();
const say = (v) => console.log(JSON.stringify(v));
const channel = (await discord.prisma.channel.findMany())[0].id;
const user = await discord.getFirstNonBotUserId();
say({ api: discord.restUrl, token: discord.botToken, channel });
for await (const line of createInterface({ input: process.stdin })) {
  const { command, options, message } = JSON.parse(line);
  const actor = discord.channel(channel).user(user);
  if (command) await actor.runSlashCommand({ name: command, options });
  if (message) await actor.sendMessage({ content: message.replace('@bot', `<@${discord.botUserId}>`) });
  say({ messages: await discord.channel(channel).getMessages() });
}
await discord.stop();
process.exit(0);
