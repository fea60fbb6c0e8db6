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
  const { command, options, message, thread, on, click, select, values } = JSON.parse(line);
  const actor = discord.channel(thread ?? channel).user(user);
  if (command) await actor.runSlashCommand({ name: command, options });
  if (message) await actor.sendMessage({ content: message.replace('@bot', `<@${discord.botUserId}>`) });
  if (click) await actor.clickButton({ messageId: on, customId: click });
  if (select) await actor.selectMenu({ messageId: on, customId: select, values });
  const threads = (await discord.channel(channel).getThreads()).map((t) => t.id);
  const stands = async (id) => await discord.channel(id).getMessages();
  say({ threads, messages: (await Promise.all([channel, ...threads].map(stands))).flat() });
}
await discord.stop();
process.exit(0);
