using System;
using System.Linq;
using FsCheck;
using FsCheck.Fluent;

namespace RaxBackup.Client.Tests.Mutation;

/// <summary>Texts damaged as lines and disks damage them: characters lost, changed, doubled, swapped, cut off.</summary>
internal static class TextMutation
{
    private const string Characters = "{}[]\":,\\/<>=&;#?!'-+.eE0123456789 \n\tntrufalsNuI*é\u0000\u2028";

    public static Gen<string> Of(string text) =>
        from times in Gen.Choose(1, 3)
        from mutated in Repeated(text, times)
        select mutated;

    private static Gen<string> Repeated(string text, int times) =>
        times == 0 ? Gen.Constant(text) : Once(text).SelectMany(next => Repeated(next, times - 1));

    private static Gen<string> Once(string text) =>
        text.Length == 0
            ? Gen.Constant(text)
            : from at in Gen.Choose(0, text.Length - 1)
              from length in Gen.Frequency((6, Gen.Choose(1, 3)), (1, Gen.Choose(4, 60)))
              from character in Gen.Elements(Characters.ToCharArray())
              from kind in Gen.Choose(0, 6)
              select Mutate(text, at, Math.Min(length, text.Length - at), character, kind);

    private static string Mutate(string text, int at, int length, char character, int kind) => kind switch
    {
        0 => text.Remove(at, length),
        1 => text.Remove(at, 1).Insert(at, character.ToString()),
        2 => text.Insert(at, character.ToString()),
        3 => text.Insert(at, text.Substring(at, length)),
        4 => text.Substring(0, at),
        5 => text.Remove(at, length).Insert(at, new string(text.Substring(at, length).Reverse().ToArray())),
        _ => text.Substring(0, at) + (char)(text[at] ^ 1) + text.Substring(at + 1),
    };
}
