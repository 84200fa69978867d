@echo off
rem Builds Bench when a source file changed since the last build, then runs it: bench.cmd --help
setlocal
set "ROOT=%~dp0"
set "PROGRAM=%ROOT%Bench\bin\Release\net10.0\Bench.dll"
set "STAMP=%ROOT%Bench\bin\sources.stamp"

where dotnet >nul 2>nul
if errorlevel 1 goto nosdk

call "%ROOT%.ci\adapters.cmd"
if errorlevel 1 exit /b %ERRORLEVEL%

set "BUILD="
if not exist "%PROGRAM%" set "BUILD=1"
if not exist "%STAMP%" set "BUILD=1"
if not defined BUILD findstr /b /c:"%ADAPTER_STATE%" "%STAMP%" >nul || set "BUILD=1"
if defined BUILD goto build
powershell -NoProfile -Command "$stamp = (Get-Item '%STAMP%').LastWriteTimeUtc; $newer = Get-ChildItem '%ROOT%Analysis','%ROOT%Models','%ROOT%Bench','%ROOT%Samples','%ROOT%Directory.*','%ROOT%global.json' -Recurse -File | Where-Object { $_.FullName -notmatch '\\(bin|obj|Web\\Client)\\' -and $_.Name -ne 'packages.lock.json' -and $_.LastWriteTimeUtc -gt $stamp } | Select-Object -First 1; if ($newer) { exit 1 }"
if not errorlevel 1 goto run

:build
pushd "%ROOT%"
dotnet --version >nul 2>nul
if errorlevel 1 (popd & goto nosdk)
echo Building Bench (first start, about half a minute) ... 1>&2
if not exist "%ROOT%Bench\bin" mkdir "%ROOT%Bench\bin"
echo %ADAPTER_STATE%> "%STAMP%.new"
dotnet build Bench\Bench.csproj -c Release -nologo -v quiet -nodeReuse:false -p:RunAnalyzers=false -p:EnforceCodeStyleInBuild=false 1>&2
if errorlevel 1 (popd & exit /b 70)
move /y "%STAMP%.new" "%STAMP%" >nul
popd

:run
if "%~1"=="serve" call "%ROOT%.ci\pages.cmd"
dotnet "%PROGRAM%" %*
exit /b %ERRORLEVEL%

:nosdk
echo Bench needs the .NET 10 SDK (10.0.4xx, see global.json); install it from https://dotnet.microsoft.com/download/dotnet/10.0 and try again. 1>&2
exit /b 69
