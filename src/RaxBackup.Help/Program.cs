using System;
using System.IO;
using RaxBackup.Help;

if (args is not [var source, var target] || !Directory.Exists(source))
{
    Console.Error.WriteLine("error HELP000: expected the folder of the pages (docs/en-US) and the folder to write to.");
    return 2;
}
var errors = new HelpBuild(source, target).Run();
foreach (var error in errors)
    Console.Error.WriteLine(error.ToBuildError());
return errors.Count == 0 ? 0 : 1;
